package merpo.datagen.behavior;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.Rollout;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.storage.AtomicFile;

/**
 * Chooses the checkpoints of a finished training that are worth keeping, measures them anew and
 * writes them as a {@link Zoo}.
 */
public final class ZooPacker {
    /**
     * Shares of the final return to look for: the middles of the bands bad, medium and good
     * (facts/algorithms.md, A26), and what lies between them for mixed data.
     */
    private static final double[] SHARES = {0.1, 0.2, 0.35, 0.5, 0.65, 0.775, 0.9};

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
                new Policy(
                        definition.observationSize(),
                        definition.actionSize(),
                        run.plan().config().hiddenLayers(),
                        run.plan().config().width());
        steps = run.steps();
        int end = run.plan().config().steps();
        if (!steps.contains(end)) {
            throw new IllegalArgumentException(
                    "The training has not come to its end, %d environment steps; checkpoints there are for %s. Let it go on: the same ./merpo behaviours again"
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
        double[][] curve = curve(); // [checkpoint][T]
        if (run.plan().config().evaluationEpisodes() < STEADY) {
            curve = smooth(curve);
        }
        double[] random = random();
        int[][] chosen = new int[tasks][]; // positions in steps, ascending
        for (int task = 0; task < tasks; task++) {
            chosen[task] = choose(curve, task, random[task]);
        }
        Measured measured = measure(chosen, manager);
        List<Zoo.Entry> entries = new ArrayList<>();
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        int size = Math.toIntExact(policy.network().parameters());
        for (int task = 0; task < tasks; task++) {
            int count = chosen[task].length;
            double best = measured.mean[count - 1][task];
            requireLearning(task, random[task], best);
            List<Zoo.Kept> kept = new ArrayList<>();
            float[] values = new float[count * size];
            for (int k = 0; k < count; k++) {
                double mean = measured.mean[k][task];
                kept.add(
                        new Zoo.Kept(
                                steps.get(chosen[task][k]),
                                mean,
                                measured.deviation[k][task],
                                measured.deterministic[k][task],
                                (mean - random[task]) / (best - random[task])));
                System.arraycopy(actors(chosen[task][k]), task * size, values, k * size, size);
            }
            int index = run.plan().tasks().get(task).index();
            entries.add(new Zoo.Entry(index, random[task], kept));
            tensors.put(KeptActors.tensor(index), Safetensors.Tensor.of(values, count, size));
        }
        Zoo zoo =
                new Zoo(
                        run.plan(),
                        run.plan().config().hiddenLayers(),
                        run.plan().config().width(),
                        episodes,
                        entries);
        Safetensors.of(tensors, Map.of("environment", definition.id()))
                .write(out.resolve(Zoo.ACTORS));
        AtomicFile.write(
                out.resolve(Zoo.DESCRIPTION),
                AtomicFile.Existing.REPLACE,
                Zoo.JSON.writeValueAsBytes(zoo));
        AtomicFile.write(out.resolve("curve.csv"), AtomicFile.Existing.REPLACE, run.curve());
        return zoo;
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
            curve[k] =
                    Arrays.stream(run.returns(steps.get(k)))
                            .mapToDouble(r -> Arrays.stream(r).average().orElseThrow())
                            .toArray();
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

    /** The untrained one, one near each share, and the best of the last quarter. */
    private static int[] choose(double[][] curve, int task, double random) {
        int last = curve.length - 1;
        int best = last;
        for (int k = last - last / 4; k <= last; k++) {
            best = curve[k][task] > curve[best][task] ? k : best;
        }
        TreeSet<Integer> chosen = new TreeSet<>(List.of(0, best));
        for (double share : SHARES) {
            double wanted = random + share * (curve[best][task] - random);
            int nearest = 0;
            for (int k = 0; k < best; k++) {
                boolean nearer =
                        Math.abs(curve[k][task] - wanted) < Math.abs(curve[nearest][task] - wanted);
                nearest = nearer ? k : nearest;
            }
            chosen.add(nearest);
        }
        return chosen.stream().mapToInt(k -> k).toArray();
    }

    private double[] random() {
        int tasks = run.plan().tasks().size();
        try (Rollout rollout = new Rollout(definition, run.plan().tasks(), 4 * episodes, threads)) {
            Actor uniform =
                    new Actor.Uniform(
                            definition.observationSize(),
                            definition.actionSize(),
                            Streams.perTask(run.plan().seed(), "zoo random", tasks));
            return means(rollout.returns(uniform, run.plan().seed()));
        }
    }

    /** What {@link #measure} finds, each [kept][T]. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Measured(double[][] mean, double[][] deviation, double[][] deterministic) {}

    /** Episodes of every kept checkpoint; where a task has fewer, its last stands in. */
    private Measured measure(int[][] chosen, NDManager manager) throws IOException {
        int tasks = chosen.length;
        int most = Arrays.stream(chosen).mapToInt(c -> c.length).max().orElseThrow();
        int size = Math.toIntExact(policy.network().parameters());
        Measured measured =
                new Measured(new double[most][], new double[most][], new double[most][]);
        try (Rollout rollout = new Rollout(definition, run.plan().tasks(), episodes, threads)) {
            for (int k = 0; k < most; k++) {
                float[] values = new float[tasks * size];
                for (int task = 0; task < tasks; task++) {
                    int place = chosen[task][Math.min(k, chosen[task].length - 1)];
                    System.arraycopy(actors(place), task * size, values, task * size, size);
                }
                try (ParameterStack stack =
                        ParameterStack.of(manager, values, policy.network().blocks(1))) {
                    Actor data =
                            Actor.stochastic(
                                    policy,
                                    stack,
                                    Streams.perTask(run.plan().seed(), "zoo data " + k, tasks));
                    double[][] returns = rollout.returns(data, run.plan().seed());
                    measured.mean[k] = means(returns);
                    measured.deviation[k] = deviations(returns);
                    measured.deterministic[k] =
                            means(
                                    rollout.returns(
                                            Actor.deterministic(policy, stack), run.plan().seed()));
                }
            }
        }
        return measured;
    }

    private float[] actors(int place) throws IOException {
        float[] kept = actors.get(place);
        if (kept == null) {
            kept = Safetensors.read(run.checkpoint(steps.get(place))).values("actor");
            actors.put(place, kept);
        }
        return kept;
    }

    private static double[] means(double[][] returns) {
        return Arrays.stream(returns)
                .mapToDouble(r -> Arrays.stream(r).average().orElseThrow())
                .toArray();
    }

    private static double[] deviations(double[][] returns) {
        double[] means = means(returns);
        double[] deviations = new double[returns.length];
        for (int task = 0; task < returns.length; task++) {
            double mean = means[task];
            deviations[task] =
                    Math.sqrt(
                            Arrays.stream(returns[task])
                                    .map(r -> (r - mean) * (r - mean))
                                    .average()
                                    .orElseThrow());
        }
        return deviations;
    }
}
