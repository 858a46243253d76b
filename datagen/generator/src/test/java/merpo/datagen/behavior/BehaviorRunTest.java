package merpo.datagen.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.nn.Sizes;
import merpo.datagen.run.Refusal;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.storage.FileDigest;
import merpo.datagen.storage.Safetensors;
import merpo.envs.Divergence;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehaviorRunTest {
    @TempDir Path temp;

    /** 240 steps, a snapshot every 80; two simulations per task and two updates per step. */
    private static BehaviorRun.Plan plan(long seed) {
        return plan(seed, 240);
    }

    private static BehaviorRun.Plan plan(long seed, int steps) {
        return new BehaviorRun.Plan(
                "point-robot-wind",
                List.of(Task.of(0, "wind", -0.04, 0.03), Task.of(1, "wind", 0.02, -0.05)),
                new SacConfig(
                        new Sizes(2, 16, 32),
                        new SacConfig.Optimizer(1e-3, 1e-3, 0.9, 5e-3, 0.1),
                        2,
                        2,
                        60,
                        steps,
                        new SacConfig.Checkpoints(40, 8, 80, 3)),
                seed);
    }

    /** Killed in the middle of each interval, again and again: the files are the same. */
    @Test
    void aKilledTrainingEndsWithTheSameBytes() throws IOException {
        train(temp.resolve("whole"), Integer.MAX_VALUE);
        Path broken = temp.resolve("broken");
        for (int until : new int[] {30, 100, 150, 200, 238}) {
            assertThatThrownBy(() -> train(broken, until)).hasMessage("killed");
        }
        train(broken, Integer.MAX_VALUE);
        assertThat(files(broken)).isEqualTo(files(temp.resolve("whole")));
        assertThat(files(broken))
                .containsKeys("curve.csv", "checkpoints/step-00000240.safetensors");
        assertThat(BehaviorRun.open(broken).checkpoints().steps())
                .containsExactly(0, 8, 16, 24, 40, 80, 120, 160, 200, 240);
    }

    /**
     * Two simulations of a task, 40 steps of each between two snapshots, episodes of 25: each
     * interval begins two episodes, ends them, begins two more and cuts them after 15 steps.
     */
    @Test
    void whatTheReplayGotIsADataset() throws IOException {
        Path root = temp.resolve("run");
        train(root, Integer.MAX_VALUE);
        BehaviorRun run = BehaviorRun.open(root);
        Dataset all = replay(run, 1, 240, Integer.MAX_VALUE);
        assertThat(all.size()).isEqualTo(240);
        assertThat(all.episodes())
                .extracting(episode -> episode.end() - episode.start())
                .containsExactly(25, 25, 15, 15, 25, 25, 15, 15, 25, 25, 15, 15);
        for (Episode episode : all.episodes()) {
            for (int row = episode.start() + 1; row < episode.end(); row++) {
                assertThat(row(all.observations(), row))
                        .isEqualTo(row(all.nextObservations(), row - 1));
            }
        }
        long random = 0;
        for (int row = 0; row < all.size(); row++) {
            long step = all.checkpointSteps()[row];
            random += step == -1 ? 1 : 0;
            assertThat(step == -1 || (step >= 60 && step < 240 && step % 2 == 0)).isTrue();
            if (step == -1) { // uniform in a square of area 4
                assertThat(all.actionLogProbs()[row]).isEqualTo((float) -Math.log(4));
            }
        }
        assertThat(random).isEqualTo(60);

        Dataset early = replay(run, 1, 100, Integer.MAX_VALUE);
        assertThat(early.size()).isEqualTo(100);
        assertThat(early.rewards()).startsWith(Arrays.copyOf(all.rewards(), 80));

        Dataset spread = replay(run, 1, 240, 100);
        assertThat(spread.size()).isBetween(100, 125);
        assertThat(spread.checkpointSteps()[0]).isEqualTo(-1);
        assertThat(spread.checkpointSteps()[spread.size() - 1]).isGreaterThan(160);
    }

    private static Dataset replay(BehaviorRun run, int task, int until, int rows)
            throws IOException {
        return run.replay(Map.of(task, until), rows).get(task);
    }

    private static float[] row(float[] observations, int row) {
        return Arrays.copyOfRange(observations, 2 * row, 2 * row + 2);
    }

    /** The stored states are those before the actions: each leads to its successor again. */
    @Test
    void theReplayOfASimulatedBodyKeepsItsStates() throws IOException {
        Path root = temp.resolve("cheetahs");
        BehaviorRun.Plan plan =
                new BehaviorRun.Plan(
                        "half-cheetah-fwd-back",
                        List.of(Task.of(0, "direction", -1), Task.of(1, "direction", 1)),
                        plan(5).config(),
                        5);
        try (NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun.in(root, plan).train(manager, 1, killer(Integer.MAX_VALUE));
        }
        Dataset replay = replay(BehaviorRun.open(root), 1, 240, Integer.MAX_VALUE);
        RowShape shape = replay.shape();
        try (VectorEnvironment world =
                VectorEnvironment.open(
                        Environments.named("half-cheetah-fwd-back"),
                        List.of(plan.tasks().get(1)),
                        1)) {
            for (int row = 0; row < replay.size(); row += 7) {
                world.setState(
                        0,
                        part(replay.positions(), row, shape.positions()),
                        part(replay.velocities(), row, shape.velocities()));
                double[] action = new double[shape.action()];
                for (int k = 0; k < action.length; k++) {
                    action[k] = replay.actions()[row * action.length + k];
                }
                world.step(action);
                assertThat((float) world.rewards()[0])
                        .isCloseTo(replay.rewards()[row], within(1e-4f));
                for (int k = 0; k < shape.observation(); k++) {
                    assertThat((float) world.successors()[k])
                            .isCloseTo(
                                    replay.nextObservations()[row * shape.observation() + k],
                                    within(1e-4f));
                }
            }
        }
    }

    private static double[] part(double[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    @Test
    void aReplayThatIsNotThereYetIsRefused() throws IOException {
        Path root = temp.resolve("run");
        assertThatThrownBy(() -> train(root, 100)).hasMessage("killed");
        assertThatThrownBy(() -> replay(BehaviorRun.open(root), 0, 81, 10))
                .hasMessageContaining("has trained 80 environment steps of the 81 asked for");
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(
                            () ->
                                    ZooPacker.pack(
                                            BehaviorRun.open(root),
                                            temp.resolve("zoo"),
                                            5,
                                            1,
                                            manager))
                    .hasMessageContaining("has not come to its end, 240 environment steps");
        }
    }

    @Test
    void aFinishedTrainingIsLeftAlone() throws IOException {
        Path run = temp.resolve("run");
        train(run, Integer.MAX_VALUE);
        Map<String, String> before = files(run);
        train(run, 0); // would be killed in its first step
        assertThat(files(run)).isEqualTo(before);
    }

    @Test
    void anotherPlanIsRefusedInTheSameDirectory() throws IOException {
        BehaviorRun.in(temp, plan(1));
        assertThatThrownBy(() -> BehaviorRun.in(temp, plan(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds another training")
                .hasMessageContaining("Choose another directory");
    }

    @Test
    void aBrokenPlanOrLearnerIsNamed() throws IOException {
        Path run = temp.resolve("run");
        assertThatThrownBy(() -> train(run, 100)).hasMessage("killed");
        Path learner = run.resolve("learner.safetensors");
        byte[] bytes = Files.readAllBytes(learner);
        Files.write(learner, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> train(run, Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("learner.safetensors");
        Files.writeString(run.resolve("training.json"), "{\"environment\": 3");
        assertThatThrownBy(() -> BehaviorRun.open(run))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("training.json: line 1, column 18: it cannot be read on");
    }

    /** The kept checkpoints begin untrained and end with the best, in order, shares from 0 to 1. */
    @Test
    void whatIsWorthKeepingOfATrainingIsPacked() throws IOException {
        Path run = temp.resolve("run");
        Zoo zoo;
        try (NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun.in(run, plan(5, 1200)).train(manager, 1, killer(Integer.MAX_VALUE));
            zoo = ZooPacker.pack(BehaviorRun.open(run), temp.resolve("zoo"), 5, 1, manager);
        }
        assertThat(zoo.tasks()).extracting(Zoo.Entry::task).containsExactly(0, 1);
        for (Zoo.Entry entry : zoo.tasks()) {
            assertThat(entry.kept().subList(0, entry.last()))
                    .extracting(Zoo.Kept::step)
                    .startsWith(0)
                    .isSorted();
            assertThat(entry.kept().get(entry.kept().size() - 1).share()).isEqualTo(1);
            assertThat(entry.randomReturn()).isBetween(-60.0, -15.0);
        }
        assertThat(temp.resolve("zoo/curve.csv"))
                .hasContent(Files.readString(run.resolve("curve.csv")));
        KeptActors kept = KeptActors.read(temp.resolve("zoo"));
        assertThat(kept.zoo()).isEqualTo(zoo);
        int last = kept.entry(1).kept().get(kept.entry(1).kept().size() - 1).step();
        float[] trained =
                Safetensors.read(run.resolve("checkpoints/step-%08d.safetensors".formatted(last)))
                        .values("actor");
        int size = trained.length / 2;
        assertThat(kept.actor(1, kept.entry(1).kept().size() - 1))
                .isEqualTo(Arrays.copyOfRange(trained, size, 2 * size));
        assertThatThrownBy(() -> kept.entry(7)).hasMessageContaining("task 7, only for [0, 1]");
    }

    @Test
    void aTrainingThatLearnedNothingIsNotWorthKeeping() throws IOException {
        Path run = temp.resolve("run");
        try (NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun.in(run, plan(5)).train(manager, 1, killer(Integer.MAX_VALUE));
            assertThatThrownBy(
                            () ->
                                    ZooPacker.pack(
                                            BehaviorRun.open(run),
                                            temp.resolve("zoo"),
                                            5,
                                            1,
                                            manager))
                    .hasMessageContaining("Train longer");
        }
    }

    private static void train(Path root, int killedAt) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun.in(root, plan(5)).train(manager, 1, killer(killedAt));
        }
    }

    private static BehaviorRun.Watcher killer(int at) {
        return new BehaviorRun.Watcher() {
            @Override
            public void checkpoint(int step, double[] returns) {
                assertThat(returns).hasSize(2);
            }

            @Override
            public void step(int step) {
                if (step >= at) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void diverged(Divergence broken) {
                throw new AssertionError(broken.message());
            }
        };
    }

    /** Digest of every file by its path. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(root.relativize(file).toString(), FileDigest.sha256(file));
            }
        }
        return digests;
    }
}
