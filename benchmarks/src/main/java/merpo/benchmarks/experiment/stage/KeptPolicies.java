package merpo.benchmarks.experiment.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import merpo.datagen.nn.Policy;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * What an evaluated run keeps of its policies for one test task.
 *
 * @param definition of the environment
 * @param task one of the test tasks
 * @param policies the data's, the meta-policy, the adapted one
 */
public record KeptPolicies(EnvironmentDefinition definition, Task task, List<Kept> policies) {

    /**
     * One policy.
     *
     * @param name as in the tables of the run: {@code behaviour}, {@code meta}, {@code merpo}
     * @param policy its shape
     * @param parameters all of its networks, one row
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Kept(String name, Policy policy, float[] parameters) {}

    public KeptPolicies {
        policies = List.copyOf(policies);
    }

    /**
     * Reads them from a run that was evaluated.
     *
     * @param wanted index of a test task; empty for the first
     */
    public static KeptPolicies read(Path directory, OptionalInt wanted) throws IOException {
        try (RunDirectory run = RunDirectory.open(directory)) {
            if (!run.finished("test")) {
                throw new Refusal(
                        directory
                                + " was not evaluated, so it has no adapted policy. Evaluate it: ./merpo evaluate "
                                + directory);
            }
            Laboratory laboratory = new Laboratory(Experiments.read(run), 1);
            TaskSplit split = laboratory.split(run);
            Task task = task(directory, split.test(), wanted);
            float[] meta = Safetensors.read(run.path(Laboratory.KNOWLEDGE)).values("policy");
            return new KeptPolicies(
                    laboratory.definition(),
                    task,
                    List.of(
                            behaviour(laboratory, run, split, task),
                            new Kept("meta", laboratory.policy(), meta),
                            adapted(laboratory, run, split, task)));
        }
    }

    private static Task task(Path directory, List<Task> test, OptionalInt wanted) {
        if (wanted.isEmpty()) {
            return test.get(0);
        }
        return test.stream()
                .filter(task -> task.index() == wanted.getAsInt())
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refusal(
                                        "--task is %d, but %s tests %s. Choose one of them"
                                                .formatted(
                                                        wanted.getAsInt(),
                                                        directory,
                                                        test.stream()
                                                                .map(task -> "" + task.index())
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** The policy whose stochastic actions are the task's data. */
    private static Kept behaviour(
            Laboratory laboratory, RunDirectory run, TaskSplit split, Task task)
            throws IOException {
        long step =
                CsvTable.read(run.path(DataStage.SELECTION)).rows().stream()
                        .filter(
                                row ->
                                        row.text("quality")
                                                .equals(laboratory.config().quality().text()))
                        .filter(row -> row.text("split").equals("test"))
                        .filter(row -> row.integer("task") == task.index())
                        .mapToLong(row -> row.integer("checkpoint_step"))
                        .findFirst()
                        .orElseThrow();
        float[] all = Safetensors.read(run.path(Laboratory.checkpoint(step))).values("actor");
        List<Task> tasks = Laboratory.all(split);
        return new Kept(
                "behaviour",
                laboratory.behaviorPolicy(),
                row(all, tasks.size(), Laboratory.row(tasks, task)));
    }

    private static Kept adapted(Laboratory laboratory, RunDirectory run, TaskSplit split, Task task)
            throws IOException {
        float[] all = Safetensors.read(run.path(TestStage.ADAPTED)).values("actor");
        return new Kept(
                "merpo",
                laboratory.policy(),
                row(all, split.test().size(), Laboratory.row(split.test(), task)));
    }

    private static float[] row(float[] values, int rows, int row) {
        int width = values.length / rows;
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
}
