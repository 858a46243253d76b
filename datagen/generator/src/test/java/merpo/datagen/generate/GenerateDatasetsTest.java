package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.behavior.ZooPacker;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.dataset.WrittenFile;
import merpo.datagen.nn.Sizes;
import merpo.datagen.run.Refusal;
import merpo.datagen.sac.SacConfig;
import merpo.envs.Divergence;
import merpo.envs.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateDatasetsTest {
    private static final List<Task> TASKS =
            List.of(Task.of(0, "wind", -0.04, 0.03), Task.of(1, "wind", 0.02, -0.05));

    @TempDir static Path zoo;
    @TempDir Path temp;
    private static KeptActors actors;
    private Optional<BehaviorRun> training = Optional.empty();
    private final Map<Integer, Integer> fewer = new TreeMap<>();
    private final List<Integer> unlike = new ArrayList<>();

    /** A quick training, just good enough to tell its checkpoints apart. */
    @BeforeAll
    static void train() throws IOException {
        BehaviorRun.Plan plan =
                new BehaviorRun.Plan(
                        "point-robot-wind",
                        TASKS,
                        new SacConfig(
                                new Sizes(2, 32, 64),
                                new SacConfig.Optimizer(1e-3, 1e-3, 0.9, 5e-3, 0.1),
                                1,
                                1,
                                100,
                                900,
                                new SacConfig.Checkpoints(30, 30, 900, 8)),
                        1);
        try (NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun run = BehaviorRun.in(zoo.resolve("run"), plan);
            run.train(manager, 1, silent());
            ZooPacker.pack(run, zoo.resolve("kept"), 10, 1, manager);
        }
        actors = KeptActors.read(zoo.resolve("kept"));
    }

    /** All that the training saw, for there are not as many rows as asked for. */
    @Test
    void replayDataAreTheTrainingsOwnUpToItsMediumPolicy() throws IOException {
        training = Optional.of(BehaviorRun.open(zoo.resolve("run")));
        make(order(Quality.REPLAY, 5000), temp, 1);
        for (int task = 0; task < 2; task++) {
            StoredDataset stored = DatasetReader.read(temp.resolve("task-00" + task + ".h5"));
            List<Long> steps = stored.provenance().behavior().checkpointSteps();
            long medium = steps.get(1);
            assertThat(steps.get(0)).isEqualTo(-1);
            assertThat(stored.dataset().size()).isEqualTo((int) medium); // one simulation
            assertThat(fewer).containsEntry(task, (int) medium);
            assertThat(stored.provenance().quality().quality()).isEqualTo(Quality.REPLAY);
            assertThat(actors.entry(task).kept()).extracting(k -> (long) k.step()).contains(medium);
            assertThat(LongStream.of(stored.dataset().checkpointSteps()).max())
                    .hasValue(medium - 1);
        }
    }

    @Test
    void replayDataNeedTheTraining() {
        assertThatThrownBy(() -> make(order(Quality.REPLAY, 100), temp, 1))
                .hasMessageContaining("these policies come without their training")
                .hasMessageContaining("--train")
                .hasMessageContaining("\"mixed\" stands in for it");
    }

    /** A row takes 4 x (2 x 2 + 2 + 2) + 8 x (2 + 2) = 64 bytes: 137 GB. */
    @Test
    void rowsThatNoHeapHoldsAreRefusedAtTheStart() {
        assertThatThrownBy(() -> make(order(Quality.EXPERT, Integer.MAX_VALUE), temp, 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2147483647 rows at a time take 137439 MB of memory")
                .hasMessageContaining("MERPO_HEAP=160g")
                .hasMessageEndingWith("or ask for fewer: --transitions");
        assertThat(temp.resolve("task-000.h5")).doesNotExist();
    }

    /** 330 rows are more than 13 episodes of 25: a file of 14, 350 rows. */
    @Test
    void filesHoldWholeEpisodesOfTheQualityAskedFor() throws IOException {
        List<Integer> outside = make(order(Quality.EXPERT, 330), temp, 1);
        assertThat(outside).isEmpty();
        for (int task = 0; task < 2; task++) {
            StoredDataset stored = DatasetReader.read(temp.resolve("task-00" + task + ".h5"));
            Dataset dataset = stored.dataset();
            assertThat(dataset.size()).isEqualTo(350);
            assertThat(dataset.episodes()).hasSize(14);
            double mean =
                    dataset.episodes().stream()
                            .mapToDouble(e -> sum(dataset, e.start(), e.end()))
                            .average()
                            .orElseThrow();
            double random = actors.entry(task).randomReturn();
            double last =
                    actors.entry(task)
                            .kept()
                            .get(actors.entry(task).kept().size() - 1)
                            .returnMean();
            assertThat((mean - random) / (last - random)).isBetween(0.8, 1.2);
            assertThat(stored.provenance().behavior().checkpointSha256()).isPresent();
            assertThat(stored.provenance().quality().reference().orElseThrow().max())
                    .isEqualTo(last);
        }
        assertThat(Manifest.load(temp).verify(temp)).isEmpty();
    }

    @Test
    void everyQualityThatNeedsNoTrainingIsMade() throws IOException {
        for (Quality quality :
                List.of(
                        Quality.RANDOM,
                        Quality.BAD,
                        Quality.MEDIUM,
                        Quality.GOOD,
                        Quality.MIXED,
                        Quality.MEDIUM_EXPERT)) {
            Path directory = temp.resolve(quality.text());
            make(order(quality, 100), directory, 1);
            StoredDataset stored = DatasetReader.read(directory.resolve("task-001.h5"));
            assertThat(stored.dataset().size()).isBetween(100, 150);
            assertThat(stored.provenance().quality().quality()).isEqualTo(quality);
        }
        assertThat(steps("random")).containsOnly(-1L);
        assertThat(steps("mixed").stream().distinct()).hasSizeGreaterThan(1);
        assertThat(steps("medium_expert").stream().distinct()).hasSize(2);
    }

    private List<Long> steps(String quality) {
        List<Long> steps = new ArrayList<>();
        for (long step :
                DatasetReader.read(temp.resolve(quality).resolve("task-000.h5"))
                        .dataset()
                        .checkpointSteps()) {
            steps.add(step);
        }
        return steps;
    }

    @Test
    void theSameOrderGivesTheSameBytesForAnyThreads() throws IOException {
        make(order(Quality.MEDIUM, 200), temp.resolve("one"), 1);
        make(order(Quality.MEDIUM, 200), temp.resolve("two"), 2);
        for (String file : List.of("task-000.h5", "task-001.h5")) {
            assertThat(temp.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(temp.resolve("one").resolve(file));
        }
    }

    @Test
    void wholeFilesAreKeptAndOthersMadeAgain() throws IOException {
        make(order(Quality.MEDIUM, 100), temp, 1);
        byte[] first = Files.readAllBytes(temp.resolve("task-000.h5"));
        Files.write(temp.resolve("task-000.h5"), new byte[] {1, 2, 3});
        make(order(Quality.MEDIUM, 100), temp, 1);
        assertThat(temp.resolve("task-000.h5")).hasBinaryContent(first);
        assertThat(Manifest.load(temp).verify(temp)).isEmpty();
        assertThatThrownBy(() -> make(order(Quality.GOOD, 100), temp, 1))
                .hasMessageContaining("holds point-robot-wind/medium")
                .hasMessageContaining("Choose another directory");
    }

    /** The file of the second task says 1000 more than its policy returns. */
    @Test
    void aPolicyThatReturnsOtherwiseThanItsDescriptionIsTold() throws IOException {
        make(order(Quality.EXPERT, 330), temp.resolve("right"), 1);
        assertThat(unlike).isEmpty();
        Zoo zoo = actors.zoo();
        List<Zoo.Entry> entries = new ArrayList<>(zoo.tasks());
        Zoo.Entry entry = entries.get(1);
        List<Zoo.Kept> kept =
                entry.kept().stream()
                        .map(
                                one ->
                                        new Zoo.Kept(
                                                one.step(),
                                                one.returnMean() + 1000,
                                                one.returnDeviation(),
                                                one.deterministicReturn(),
                                                one.share()))
                        .toList();
        entries.set(1, new Zoo.Entry(entry.task(), entry.randomReturn() + 1000, kept));
        KeptActors before = actors;
        try {
            actors =
                    new KeptActors(
                            new Zoo(
                                    zoo.training(),
                                    zoo.layers(),
                                    zoo.width(),
                                    zoo.episodes(),
                                    entries),
                            before.actors());
            make(order(Quality.EXPERT, 330), temp.resolve("wrong"), 1);
        } finally {
            actors = before;
        }
        assertThat(unlike).containsExactly(1);
    }

    /** What stands in zoo.json, what instead, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"width\" : 64 | \"width\" : 33 | each. Both files | of 33 units",
                "\"width\" : 64 | \"width\" : 100000000 | width is 100000000 | in [1, 8192]",
                "\"width\" : 64 | \"width\" : \"big\" | width is \"big\" | must be a whole number",
                "\"layers\" : | \"layerz\" : | layers is missing | \"layerz\" is there",
                "\"episodes\" : 10 | \"episodes\" : null | episodes is | null"
            })
    void policiesThatAreNotWhatTheirDescriptionSaysAreRefused(
            String old, String now, String one, String other) throws IOException {
        for (String file : List.of("zoo.json", "actors.safetensors")) {
            Files.copy(zoo.resolve("kept").resolve(file), temp.resolve(file));
        }
        int width = actors.zoo().width();
        String text = Files.readString(temp.resolve("zoo.json"));
        String there = old.replace("64", Integer.toString(width));
        assertThat(text).contains(there);
        Files.writeString(temp.resolve("zoo.json"), text.replace(there, now));
        assertThatThrownBy(() -> KeptActors.read(temp))
                .hasMessageContaining(temp.toString())
                .hasMessageContaining(one)
                .hasMessageContaining(other)
                .hasMessageNotContaining("jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "", "null", "{}", "{\"training\": null}"})
    void whatIsNoDescriptionIsRefusedByItsName(String text) throws IOException {
        Files.writeString(temp.resolve("zoo.json"), text);
        assertThatThrownBy(() -> KeptActors.read(temp))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(temp.resolve("zoo.json") + ": ")
                .hasMessageEndingWith("Make it again: ./merpo zoo pack, or bring it back");
    }

    private static DatasetOrder order(Quality quality, int transitions) {
        return new DatasetOrder(
                quality,
                transitions,
                TASKS.stream()
                        .map(task -> new DatasetOrder.Assigned(task, TaskSource.Split.TRAIN))
                        .toList(),
                1337,
                3);
    }

    /** Tasks whose policies are outside of the band. */
    private List<Integer> make(DatasetOrder order, Path directory, int threads) throws IOException {
        List<Integer> outside = new ArrayList<>();
        GenerateDatasets.Origin origin =
                new GenerateDatasets.Origin(
                        new EnvironmentSource(
                                "point-robot-wind",
                                "0",
                                "{}",
                                25,
                                Collections.nCopies(2, -1.0),
                                Collections.nCopies(2, 1.0),
                                Optional.empty()),
                        Software.running("test", "0000000", false),
                        List.of("generate", order.quality().text()));
        try (NDManager manager = NDManager.newBaseManager()) {
            new GenerateDatasets(actors, training, origin, threads)
                    .make(
                            order,
                            directory,
                            manager,
                            new GenerateDatasets.Listener() {
                                @Override
                                public void written(int task, WrittenFile file) {
                                    assertThat(file.path()).exists();
                                }

                                @Override
                                public void outside(int task, double share) {
                                    outside.add(task);
                                }

                                @Override
                                public void unlike(int task, double now, double then) {
                                    unlike.add(task);
                                }

                                @Override
                                public void fewer(int task, int rows) {
                                    fewer.put(task, rows);
                                }

                                @Override
                                public void diverged(Divergence broken) {
                                    throw new AssertionError(broken.message());
                                }
                            });
        }
        return outside;
    }

    private static double sum(Dataset dataset, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += dataset.rewards()[row];
        }
        return sum;
    }

    private static BehaviorRun.Watcher silent() {
        return new BehaviorRun.Watcher() {
            @Override
            public void checkpoint(int step, double[] returns) {}

            @Override
            public void step(int step) {}

            @Override
            public void diverged(Divergence broken) {}
        };
    }
}
