package merpo.datagen.behavior;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.sac.BehaviorTraining;
import merpo.datagen.storage.Safetensors;

/**
 * The checkpoints of a training, a file each: actors [T, P] and returns of stochastic episodes [T,
 * episodes] after some environment steps.
 */
public final class Checkpoints {
    private static final String ACTOR = "actor";
    private static final String RETURNS = "returns";

    private final Path folder;
    private final BehaviorRun.Plan plan;

    Checkpoints(Path folder, BehaviorRun.Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Environment steps of those that are there, ascending. */
    public List<Integer> steps() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("step-\\d{8}\\.safetensors"))
                    .map(name -> Integer.parseInt(name.substring(5, 13)))
                    .sorted()
                    .toList();
        }
    }

    private Path file(int step) {
        return folder.resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
    }

    void write(BehaviorTraining.Checkpoint checkpoint) throws IOException {
        int tasks = plan.tasks().size();
        float[] actors = checkpoint.parameters();
        double[][] returns = checkpoint.returns();
        int episodes = returns[0].length;
        float[] flat = new float[tasks * episodes];
        for (int k = 0; k < flat.length; k++) {
            flat[k] = (float) returns[k / episodes][k % episodes];
        }
        Safetensors.of(
                        Map.of(
                                ACTOR,
                                Safetensors.Tensor.of(actors, tasks, actors.length / tasks),
                                RETURNS,
                                Safetensors.Tensor.of(flat, tasks, episodes)),
                        Map.of(
                                "algorithm", "SAC",
                                "environment", plan.environment(),
                                "environment_step", Integer.toString(checkpoint.step())))
                .write(file(checkpoint.step()));
    }

    /** Parameters of all tasks' actors, [T * P]. */
    float[] actors(int step) throws IOException {
        return Safetensors.read(file(step)).values(ACTOR);
    }

    /** Returns of a checkpoint's stochastic episodes, [T][episodes]. */
    public double[][] returns(int step) throws IOException {
        float[] flat = Safetensors.read(file(step)).values(RETURNS);
        int episodes = flat.length / plan.tasks().size();
        double[][] returns = new double[plan.tasks().size()][episodes];
        for (int k = 0; k < flat.length; k++) {
            returns[k / episodes][k % episodes] = flat[k];
        }
        return returns;
    }

    /** Mean and deviation of each checkpoint's returns as CSV. */
    public String curve() throws IOException {
        StringBuilder csv = new StringBuilder("environment_step,task,return_mean,return_std\n");
        for (int step : steps()) {
            double[][] returns = returns(step);
            double[] means = TaskReturns.means(returns);
            double[] deviations = TaskReturns.deviations(returns);
            for (int row = 0; row < returns.length; row++) {
                csv.append(
                        String.format(
                                Locale.ROOT,
                                "%d,%d,%s,%s%n",
                                step,
                                plan.tasks().get(row).index(),
                                (float) means[row],
                                (float) deviations[row]));
            }
        }
        return csv.toString();
    }
}
