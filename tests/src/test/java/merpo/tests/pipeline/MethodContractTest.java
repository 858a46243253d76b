package merpo.tests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import merpo.agents.Method;
import merpo.agents.Methods;
import merpo.agents.Tasks;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.portable.PolicyFormat;
import merpo.agents.training.ActorFile;
import merpo.agents.training.AdaptationRun;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.TrainingConfig;
import merpo.agents.training.Trainings;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import merpo.envs.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every registered method must do, on tiny data of Point-Robot-Wind. */
final class MethodContractTest {
    private static final List<String> BYTES =
            List.of("policy.safetensors", "checkpoint.safetensors", "returns.csv", "metrics.csv");

    @TempDir static Path folder;

    @BeforeAll
    static void data() {
        generate("learned", 0);
        generate("new", 1);
    }

    private static void generate(String name, int seed) {
        StringWriter said = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "generate",
                        "--env",
                        "point-robot-wind",
                        "--quality",
                        "medium",
                        "--transitions",
                        "100",
                        "--seed",
                        Integer.toString(seed),
                        "--out",
                        folder.resolve(name).toString());
        assertThat(status).as(said.toString()).isZero();
    }

    private static Stream<DynamicTest> each(Law law) {
        return Methods.all().stream()
                .map(method -> DynamicTest.dynamicTest(method.name(), () -> law.check(method)));
    }

    private interface Law {
        void check(Method<?> method) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> isNamedDescribedAndHasPresets() {
        return each(
                method -> {
                    assertThat(method.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
                    assertThat(method.summary()).isNotBlank().hasSizeLessThan(80);
                    for (Scale scale : Scale.values()) {
                        for (Reading reading : Reading.values()) {
                            assertThat(method.preset("point-robot-wind", scale, reading).steps())
                                    .isPositive();
                        }
                    }
                });
    }

    /** Killed in the middle of an epoch and gone on with, byte for byte what it is whole. */
    @TestFactory
    Stream<DynamicTest> resumesWithTheSameBytes() {
        return each(
                method -> {
                    Path whole = folder.resolve(method.name() + "-whole");
                    Path killed = folder.resolve(method.name() + "-killed");
                    TrainingConfig config = train(method, whole, Progress.silent());
                    int middle = config.evaluation().every() + 1;
                    assertThatThrownBy(() -> train(method, killed, new Killer("learn", middle)))
                            .hasStackTraceContaining("killed");
                    train(method, killed, Progress.silent());
                    for (String file : BYTES) {
                        assertThat(killed.resolve(file))
                                .hasBinaryContent(Files.readAllBytes(whole.resolve(file)));
                    }
                });
    }

    /** The same of what a method stands on, killed within each stage, one after another. */
    @TestFactory
    Stream<DynamicTest> resumesWithinItsGroundwork() {
        return each(
                method -> {
                    Path whole = folder.resolve(method.name() + "-left-alone");
                    Path killed = folder.resolve(method.name() + "-killed-below");
                    int middle = train(method, whole, Progress.silent()).evaluation().every() + 1;
                    List<String> stages = groundwork(whole);
                    for (String stage : stages) {
                        assertThatThrownBy(() -> train(method, killed, new Killer(stage, middle)))
                                .hasStackTraceContaining("killed");
                    }
                    train(method, killed, Progress.silent());
                    List<String> files = new ArrayList<>(BYTES);
                    for (String stage : stages) {
                        files.add("groundwork/" + stage + ".safetensors");
                        files.add("groundwork/" + stage + ".csv");
                    }
                    for (String file : files) {
                        assertThat(killed.resolve(file))
                                .hasBinaryContent(Files.readAllBytes(whole.resolve(file)));
                    }
                });
    }

    /** Stages of a training that its last one stands on, in their order. */
    private static List<String> groundwork(Path run) {
        return CsvTable.read(run.resolve("stages.csv")).rows().stream()
                .map(row -> row.text("stage"))
                .filter(stage -> Files.exists(run.resolve("groundwork/" + stage + ".csv")))
                .toList();
    }

    private static TrainingConfig train(Method<?> method, Path out, Progress progress)
            throws Exception {
        TrainingConfig config =
                Trainings.config(
                        new Trainings.Order(
                                method,
                                folder.resolve("learned/medium"),
                                "",
                                Scale.SMOKE,
                                Reading.WORKING,
                                3,
                                1,
                                method.nearPolicy() ? "zoo:poor" : "",
                                "",
                                Map.of()));
        try (RunDirectory run = RunDirectory.create(out, Existing.RESUME)) {
            if (!Files.exists(run.path(TrainingConfig.FILE))) {
                Trainings.configure(run, config);
            }
            new Pipeline(run, Trainings.stages(config, 1, Device.cpu()), progress).runAll();
        }
        return config;
    }

    /** Ends a stage at a step. */
    private static final class Killer implements Progress {
        private final String stage;
        private final int last;
        private boolean there;

        Killer(String stage, int last) {
            this.stage = stage;
            this.last = last;
        }

        @Override
        public void stage(String name, long total, String unit) {
            there = name.equals(stage);
        }

        @Override
        public void step(long done, String detail) {
            if (there && done >= last) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void stageDone() {}

        @Override
        public void note(String text) {}
    }

    @TestFactory
    Stream<DynamicTest> isEvaluatedAndKeepsWhoActs() {
        return each(
                method -> {
                    Path out = folder.resolve(method.name() + "-kept");
                    train(method, out, Progress.silent());
                    List<TrainedLearner.Row> rows;
                    try (RunDirectory run = RunDirectory.open(out)) {
                        rows =
                                TrainedLearner.examine(
                                        out,
                                        TrainingConfig.read(out),
                                        run,
                                        2,
                                        1,
                                        Device.cpu(),
                                        Progress.silent());
                    }
                    String own;
                    try (NDManager manager = NDManager.newBaseManager()) {
                        ActorFile file = ActorFile.read(out.resolve(ActorFile.NAME), manager);
                        own = file.name();
                        float[] seen = new float[2 * file.tasks().size()];
                        for (float action : file.actor().act(seen).actions()) {
                            assertThat(action).isBetween(-1f, 1f);
                        }
                    }
                    assertThat(rows).extracting(TrainedLearner.Row::policy).contains(own);
                    assertThat(policies(out.resolve("returns.csv"))).contains(own, "behavior");
                });
    }

    /** For other programs, with the same actions; or it says why it cannot. */
    @TestFactory
    Stream<DynamicTest> isExportedOrSaysWhyNot() {
        return each(
                method -> {
                    Path run = folder.resolve(method.name() + "-exported");
                    train(method, run, Progress.silent());
                    try (NDManager manager = NDManager.newBaseManager()) {
                        ActorFile file = ActorFile.read(run.resolve(ActorFile.NAME), manager);
                        for (PolicyFormat format : PolicyFormat.values()) {
                            Path out = folder.resolve(method.name() + "." + format);
                            if (List.of("cbcq", "mbml").contains(method.name())) {
                                assertThatThrownBy(
                                                () -> format.export(run, OptionalInt.empty(), out))
                                        .isInstanceOf(Refusal.class)
                                        .hasMessageContaining(method.name())
                                        .hasMessageContaining("draws");
                            } else {
                                requireSame(format, run, file, out);
                            }
                        }
                    }
                });
    }

    private static void requireSame(PolicyFormat format, Path run, ActorFile file, Path out)
            throws IOException {
        float[] seen = {0.5f, -1};
        List<Task> tasks = file.tasks();
        float[] all = new float[2 * tasks.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = seen[i % 2];
        }
        float[] expected = file.actor().act(all).actions();
        for (int row = 0; row < tasks.size(); row++) {
            format.export(run, OptionalInt.of(tasks.get(row).index()), out);
            try (GuestPolicy guest = GuestPolicy.open(out, "", OptionalInt.empty())) {
                assertThat(guest.tasks()).containsExactly(tasks.get(row));
                float[] acted = guest.act(seen).actions();
                assertThat(acted[0]).isCloseTo(expected[2 * row], within(1e-6f));
                assertThat(acted[1]).isCloseTo(expected[2 * row + 1], within(1e-6f));
            }
        }
    }

    private static List<String> policies(Path returns) {
        List<String> policies = new ArrayList<>();
        CsvTable.read(returns).rows().forEach(row -> policies.add(row.text("policy")));
        return policies;
    }

    /** One that learns over tasks makes policies for new ones; the others say why they cannot. */
    @TestFactory
    Stream<DynamicTest> adaptsToNewTasksOrSaysWhyNot() {
        return each(
                method -> {
                    Path trained = folder.resolve(method.name() + "-known");
                    train(method, trained, Progress.silent());
                    Path out = folder.resolve(method.name() + "-adapted");
                    if (method.tasks() == Tasks.TOGETHER) {
                        adapt(trained, out);
                        assertThat(out.resolve(ActorFile.NAME)).exists();
                        assertThat(policies(out.resolve("returns.csv"))).contains("behavior");
                        ablationsAreTriedWhereThereAreSome(method, trained, out);
                    } else {
                        assertThatThrownBy(() -> adapt(trained, out))
                                .isInstanceOf(Refusal.class)
                                .hasMessageContaining("learns each task alone")
                                .hasMessageContaining("merpo");
                    }
                });
    }

    /** Without its start, without the regularizer towards the meta-policy, without both, COMBO. */
    private static void ablationsAreTriedWhereThereAreSome(
            Method<?> method, Path trained, Path out) {
        AdaptationRun run = adaptation(trained);
        if (method.climbs()) {
            run.check();
            assertThat(policies(out.resolve("returns.csv")))
                    .contains("no-init", "behavior-only", "behavior-only-no-init", "combo", "meta");
        } else {
            assertThatThrownBy(run::check)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--ablations")
                    .hasMessageContaining(method.name() + " learns nothing there");
        }
    }

    private static AdaptationRun adaptation(Path trained) {
        return new AdaptationRun(trained, folder.resolve("new/medium"), 0, 0, true, 10, 1, 5);
    }

    private static void adapt(Path trained, Path out) throws IOException {
        try (RunDirectory run = RunDirectory.create(out, Existing.REFUSE)) {
            adaptation(trained).adapt(run, 1, Device.cpu(), Progress.silent());
        }
    }
}
