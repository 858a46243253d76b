package merpo.benchmarks.bench.stepping;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Map;
import java.util.SplittableRandom;
import merpo.datagen.process.PeerLoop;
import merpo.datagen.run.Memory;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/**
 * The program behind {@link JavaContender}: {@code SteppingPeer ENVIRONMENT TASK SIMULATIONS
 * THREADS}. Answers {@code round SECONDS} and {@code endure STEPS}.
 */
final class SteppingPeer implements PeerLoop.Served {
    private static final int RING = 1000; // batches of actions drawn beforehand

    private final VectorEnvironment environment;
    private final double[][] ring; // [RING, n * act]
    private int next;

    private SteppingPeer(VectorEnvironment environment) {
        this.environment = environment;
        SplittableRandom random = new SplittableRandom(0);
        ring = new double[RING][environment.size() * environment.definition().actionSize()];
        for (double[] actions : ring) {
            for (int k = 0; k < actions.length; k++) {
                actions[k] = random.nextDouble(-1, 1);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        PeerLoop.serve(() -> new SteppingPeer(open(args)));
    }

    @Override
    public Map<String, Object> versions() {
        return Map.of("mujoco", SimulationBatch.engineVersion(), "java", Runtime.version());
    }

    @Override
    public String answer(String... words) {
        return switch (words[0]) {
            case "round" ->
                    PeerLoop.round(Double.parseDouble(words[1]), environment.size(), this::step);
            case "endure" -> endure(Long.parseLong(words[1]));
            default -> throw PeerLoop.unknown(words);
        };
    }

    @Override
    public void close() {
        environment.close();
    }

    private static VectorEnvironment open(String[] args) {
        EnvironmentDefinition definition = Environments.named(args[0]);
        int index = Integer.parseInt(args[1]);
        Task task = definition.tasks().draw(index + 1, 0).get(index);
        return VectorEnvironment.open(
                definition,
                Collections.nCopies(Integer.parseInt(args[2]), task),
                Integer.parseInt(args[3]));
    }

    private String endure(long atLeast) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long resident = Memory.now().resident();
        long before = threads.getCurrentThreadAllocatedBytes();
        long steps = 0;
        while (steps < atLeast) {
            step();
            steps += environment.size();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return steps + " " + allocated + " " + resident + " " + Memory.now().resident();
    }

    private void step() {
        environment.step(ring[next]);
        next = (next + 1) % RING;
    }
}
