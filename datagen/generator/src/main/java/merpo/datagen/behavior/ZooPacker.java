package merpo.datagen.behavior;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.storage.AtomicFile;

/**
 * Chooses the checkpoints of a finished training that are worth keeping, measures them anew and
 * writes them as a {@link Zoo}.
 */
public final class ZooPacker {
    private static final int STEADY =
            8; // episodes per checkpoint from which a curve needs no smoothing

    private final BehaviorRun run;
    private final EnvironmentDefinition definition;
    private final Policy policy;
    private final List<Integer> steps;
    private final int episodes;
    private final int threads;
    private final Map<Integer, float[]> actors = new LinkedHashMap<>(); // [T * P] by step

    private ZooPacker(BehaviorRun run, int episodes, int threads) throws IOException {
        this.run = run;
        this.episodes = episodes;
        this.threads = threads;
        definition = Environments.named(run.plan().environment());
        policy =
                run.plan()
                        .config()
                        .sizes()
                        .policy(definition.observationSize(), definition.actionSize());
        steps = run.checkpoints().steps();
        int end = run.plan().config().steps();
        if (!steps.contains(end)) {
            throw new IllegalArgumentException(
                    "The training has not come to its end, %d environment steps; checkpoints there are for %s. Let it go on: the same ./merpo behaviors again"
                            .formatted(
                                    end, steps.isEmpty() ? "none" : steps.get(steps.size() - 1)));
        }
    }

    /**
     * Packs a training.
     *
     * @param episodes stochastic and deterministic ones, by which each kept checkpoint is measured
     */
    public static Zoo pack(BehaviorRun run, Path out, int episodes, int threads, NDManager manager)
            throws IOException {
        return new ZooPacker(run, episodes, threads).pack(out, manager);
    }

    /** Whether a directory holds what {@link #pack} makes of a training. */
    public static boolean packed(BehaviorRun run, Path directory) throws IOException {
        return Files.exists(directory.resolve(Zoo.DESCRIPTION))
                && Zoo.read(directory).training().equals(run.plan());
    }

    private Zoo pack(Path out, NDManager manager) throws IOException {
        int tasks = run.plan().tasks().size();
        double[] random = random();
        List<Choice> choices = new ArrayList<>();
        double[][] curve = curve(); // [checkpoint][T]
        if (run.plan().config().checkpoints().episodes() < STEADY) {
            curve = smooth(curve);
        }
        for (int task = 0; task < tasks; task++) {
            double[] own = new double[curve.length];
            for (int k = 0; k < own.length; k++) {
                own[k] = curve[k][task];
            }
            choices.add(new Choice(own, random[task]));
        }
        measure(choices, manager);
        for (int task = 0; task < tasks; task++) {
            requireLearning(task, random[task], choices.get(task).best());
        }
        List<Zoo.Entry> entries = new ArrayList<>();
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        int size = Math.toIntExact(policy.network().parameters());
        for (int task = 0; task < tasks; task++) {
            Choice choice = choices.get(task);
            List<Integer> places = choice.kept();
            List<Zoo.Kept> kept = new ArrayList<>();
            float[] values = new float[places.size() * size];
            for (int k = 0; k < places.size(); k++) {
                int place = places.get(k);
                Choice.Measured measured = choice.measured(place);
                kept.add(
                        new Zoo.Kept(
                                steps.get(place),
                                measured.mean(),
                                measured.deviation(),
                                measured.deterministic(),
                                choice.share(place)));
                System.arraycopy(actors(place), task * size, values, k * size, size);
            }
            int index = run.plan().tasks().get(task).index();
            entries.add(new Zoo.Entry(index, random[task], kept));
            tensors.put(
                    KeptActors.tensor(index), Safetensors.Tensor.of(values, places.size(), size));
        }
        Zoo zoo =
                new Zoo(
                        run.plan(),
                        run.plan().config().sizes().hiddenLayers(),
                        run.plan().config().sizes().width(),
                        episodes,
                        entries);
        Safetensors.of(tensors, Map.of("environment", definition.id()))
                .write(out.resolve(Zoo.ACTORS));
        AtomicFile.write(
                out.resolve(Zoo.DESCRIPTION),
                AtomicFile.Existing.REPLACE,
                Zoo.JSON.writeValueAsBytes(zoo));
        AtomicFile.write(
                out.resolve("curve.csv"), AtomicFile.Existing.REPLACE, run.checkpoints().curve());
        return zoo;
    }

    /** Lets every task's choice measure one checkpoint at a time, all together, until all have. */
    private void measure(List<Choice> choices, NDManager manager) throws IOException {
        try (PolicyRollout rollout =
                new PolicyRollout(definition, run.plan().tasks(), episodes, threads)) {
            for (int round = 0; ; round++) {
                List<OptionalInt> wanted = choices.stream().map(Choice::next).toList();
                if (wanted.stream().allMatch(OptionalInt::isEmpty)) {
                    return;
                }
                List<Choice.Measured> found = measure(wanted, round, rollout, manager);
                for (int task = 0; task < choices.size(); task++) {
                    if (wanted.get(task).isPresent()) {
                        choices.get(task).measured(wanted.get(task).getAsInt(), found.get(task));
                    }
                }
            }
        }
    }

    /** Episodes of one checkpoint per task; where a task wants none, its first stands in. */
    private List<Choice.Measured> measure(
            List<OptionalInt> wanted, int round, PolicyRollout rollout, NDManager manager)
            throws IOException {
        int tasks = wanted.size();
        int size = Math.toIntExact(policy.network().parameters());
        float[] values = new float[tasks * size];
        for (int task = 0; task < tasks; task++) {
            int place = wanted.get(task).orElse(0);
            System.arraycopy(actors(place), task * size, values, task * size, size);
        }
        try (ParameterStack stack =
                ParameterStack.of(manager, values, policy.network().blocks(1))) {
            Actor data =
                    Actor.stochastic(
                            policy,
                            stack,
                            Streams.perTask(run.plan().seed(), "zoo data " + round, tasks));
            double[][] returns = rollout.returns(data, run.plan().seed());
            double[] means = TaskReturns.means(returns);
            double[] deviations = TaskReturns.deviations(returns);
            double[] deterministic =
                    TaskReturns.means(
                            rollout.returns(Actor.deterministic(policy, stack), run.plan().seed()));
            return IntStream.range(0, tasks)
                    .mapToObj(
                            task ->
                                    new Choice.Measured(
                                            means[task], deviations[task], deterministic[task]))
                    .toList();
        }
    }

    private void requireLearning(int task, double random, double best) {
        if (!(best > random)) {
            throw new IllegalArgumentException(
                    "Task %d of %s: the final policy returns %.2f, uniform actions %.2f; there is nothing to keep. Train longer: a larger --scale"
                            .formatted(
                                    run.plan().tasks().get(task).index(),
                                    definition.id(),
                                    best,
                                    random));
        }
    }

    /** Mean return of each checkpoint's own episodes, [checkpoint][T]. */
    private double[][] curve() throws IOException {
        double[][] curve = new double[steps.size()][];
        for (int k = 0; k < curve.length; k++) {
            curve[k] = TaskReturns.means(run.checkpoints().returns(steps.get(k)));
        }
        return curve;
    }

    /** The mean with the checkpoints to either side. */
    private static double[][] smooth(double[][] curve) {
        double[][] smooth = new double[curve.length][curve[0].length];
        for (int k = 0; k < curve.length; k++) {
            int from = Math.max(0, k - 1);
            int to = Math.min(curve.length - 1, k + 1);
            for (int task = 0; task < curve[k].length; task++) {
                for (int j = from; j <= to; j++) {
                    smooth[k][task] += curve[j][task] / (to - from + 1);
                }
            }
        }
        return smooth;
    }

    private double[] random() {
        int tasks = run.plan().tasks().size();
        try (PolicyRollout rollout =
                new PolicyRollout(definition, run.plan().tasks(), 4 * episodes, threads)) {
            Actor uniform =
                    new Actor.Uniform(
                            definition.observationSize(),
                            definition.actionSize(),
                            Streams.perTask(run.plan().seed(), "zoo random", tasks));
            return TaskReturns.means(rollout.returns(uniform, run.plan().seed()));
        }
    }

    private float[] actors(int place) throws IOException {
        float[] kept = actors.get(place);
        if (kept == null) {
            kept = run.checkpoints().actors(steps.get(place));
            actors.put(place, kept);
        }
        return kept;
    }
}
