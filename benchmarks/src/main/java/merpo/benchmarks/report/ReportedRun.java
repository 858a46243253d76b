package merpo.benchmarks.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import merpo.agents.training.ActorFile;
import merpo.agents.training.MeasuredReturns;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.TrainingConfig;
import merpo.benchmarks.figure.BandFigure;
import merpo.benchmarks.figure.MethodLook;
import merpo.benchmarks.figure.PolicyLook;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.envs.task.Task;

/**
 * A training as the report reads it: any method, however far it is. What a method does not have is
 * simply not there.
 *
 * @param root directory of the training
 * @param behaviors how the policies learned that made the data, where the training is part of a
 *     quickstart
 * @param own the learner's own answer, as {@code returns.csv} names it; empty before anything was
 *     measured
 */
public record ReportedRun(
        Path root, TrainingConfig config, Optional<CsvTable> behaviors, String own)
        implements BandFigure.Names {
    /** Marks the directory of a quickstart. */
    public static final String QUICKSTART = "quickstart.yaml";

    /** The training in it. */
    public static final String TRAINING = "merpo";

    private static final String RETURNS = "returns.csv";

    /** A training, or that of a quickstart. */
    public static ReportedRun open(Path directory) {
        Path root = training(directory);
        TrainingConfig config = TrainingConfig.read(root);
        requireWhole(root, config);
        return new ReportedRun(
                root,
                config,
                root.equals(directory) ? Optional.empty() : table(directory, "behaviors/curve.csv"),
                table(root, RETURNS).map(ReportedRun::own).orElse(""));
    }

    /** A table that was cut off, or holds what is no number, would be drawn as if it were all. */
    private static void requireWhole(Path root, TrainingConfig config) {
        Path returns = root.resolve(RETURNS);
        if (!config.modelsOnly() && RunDirectory.finished(root, config.lastStage())) {
            MeasuredReturns.flaw(root, config.steps())
                    .ifPresent(flaw -> refuse(root, flaw, "resume"));
        }
        Path evaluation = root.resolve(TrainedLearner.FILE);
        if (Files.isRegularFile(evaluation)) {
            MeasuredReturns.flaw(evaluation, returns)
                    .ifPresent(flaw -> refuse(root, flaw, "evaluate"));
        }
    }

    private static void refuse(Path root, String flaw, String command) {
        throw new Refusal(
                "%s: %s. Make it again: ./merpo %s %s".formatted(root, flaw, command, root));
    }

    /** The directory itself, or the training in that of a quickstart. */
    public static Path training(Path directory) {
        return isQuickstart(directory) ? directory.resolve(TRAINING) : directory;
    }

    /** Whether a directory holds a quickstart, as its marker says; one of old by what is there. */
    public static boolean isQuickstart(Path directory) {
        Mark mark = Mark.read(directory).orElse(Mark.of(Kind.UNSAID));
        return mark.kind() == Kind.UNSAID
                ? Files.isRegularFile(directory.resolve(QUICKSTART))
                : mark.kind() == Kind.QUICKSTART && !mark.settings().isEmpty();
    }

    /** Who is tried first after the last step; the baselines stand at step 0 before it. */
    private static String own(CsvTable returns) {
        long last = returns.rows().stream().mapToLong(row -> row.integer("step")).max().orElse(0);
        List<String> policies =
                returns.rows().stream()
                        .filter(row -> row.integer("step") == last)
                        .map(row -> row.text("policy"))
                        .toList();
        return policies.get(0);
    }

    /** A table of the training; empty where it is not there or has no rows yet. */
    Optional<CsvTable> table(String name) {
        return table(root, name);
    }

    private static Optional<CsvTable> table(Path root, String name) {
        return Optional.of(root.resolve(name))
                .filter(Files::isRegularFile)
                .map(CsvTable::read)
                .filter(table -> !table.rows().isEmpty());
    }

    Optional<CsvTable> returns() {
        return table(RETURNS);
    }

    /** What was measured last: the evaluation, else the last of what the training measured. */
    Optional<Results> results() {
        return table(TrainedLearner.FILE).or(this::returns).map(table -> Results.of(this, table));
    }

    /** The tasks that it was tried on; none before it is finished. */
    List<Task> tasks() {
        Path policies = root.resolve(ActorFile.NAME);
        try {
            return Files.isRegularFile(policies) ? ActorFile.tasks(policies) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one step of the learner is called. */
    String unit() {
        return config.trainable().unit();
    }

    /** What a person calls the method. */
    String method() {
        return config.trainable().title();
    }

    /** What a person reads for one of its policies. */
    @Override
    public String label(String policy) {
        return !policy.equals(own)
                ? PolicyLook.label(policy)
                : policy.equals("adapted") ? method() + ", adapted" : method();
    }

    /** Its colour in figures and tables. */
    @Override
    public Color color(String policy) {
        return MethodLook.color(config.algorithm(), policy);
    }

    String data() {
        return config.data().directory();
    }

    /** A line that names the training. */
    String title() {
        return "%s on %s, %s data, seed %d"
                .formatted(
                        method(),
                        config.environment(),
                        Path.of(data()).getFileName(),
                        config.seed());
    }
}
