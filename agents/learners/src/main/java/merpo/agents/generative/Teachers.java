package merpo.agents.generative;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import merpo.agents.TaskData;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.snapshot.Snapshot;

/**
 * What a {@link TaskBcq} has left for others to learn from: first critic, decoder and perturbation
 * of each task, which move no more. Owns them until {@link #close}.
 *
 * @param networks with a critic of one head; each stack is [T, P]
 */
public record Teachers(CandidateActor.Networks networks) implements AutoCloseable {

    /**
     * @param config of the learner that has left the snapshot
     * @param left as {@link TaskBcq#save} wrote it
     * @param tasks that it learned
     * @throws IllegalArgumentException where it is of other sizes or tasks
     */
    public static Teachers read(
            NDManager manager, TaskBcq.Config config, Snapshot left, TaskData tasks) {
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        Critic twin = config.bcq().critic(n, m, 0);
        Critic single = new Critic(twin.inputs(), 1, twin.hidden());
        GenerativePolicy policy =
                new GenerativePolicy(
                        config.bcq().vae(n, m, 0).decoder(), config.bcq().perturbation(n, m, 0));
        Reader reader = new Reader(manager, left, tasks.tasks());
        return new Teachers(
                new CandidateActor.Networks(
                        policy,
                        single,
                        reader.stack("decoder", policy.decoder().network().blocks(1)),
                        reader.stack("perturbation", policy.perturbation().network().blocks(1)),
                        reader.firstHead("critic", twin)));
    }

    private record Reader(NDManager manager, Snapshot left, int tasks) {
        ParameterStack stack(String network, List<Shape> blocks) {
            return ParameterStack.of(manager, rows(network, blocks), blocks);
        }

        /** Rows per task, [T * P]. */
        private float[] rows(String network, List<Shape> blocks) {
            long size = blocks.stream().mapToLong(Shape::size).sum();
            return left.at(network).floats("parameters", Math.toIntExact(tasks * size));
        }

        /** Of two heads, which lie one after the other in every block. */
        ParameterStack firstHead(String network, Critic twin) {
            float[] both = rows(network, twin.blocks());
            float[] first = new float[both.length / 2];
            int from = 0;
            int to = 0;
            while (from < both.length) {
                for (Shape block : twin.blocks()) {
                    int count = Math.toIntExact(block.size() / 2);
                    System.arraycopy(both, from, first, to, count);
                    from += 2 * count;
                    to += count;
                }
            }
            return ParameterStack.of(manager, first, twin.network().blocks(1));
        }
    }

    @Override
    public void close() {
        networks.close();
    }
}
