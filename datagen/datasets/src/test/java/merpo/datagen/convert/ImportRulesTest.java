package merpo.datagen.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.hdf5.Hdf5Export;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What foreign files leave open is decided by a rule, and the result says so. */
final class ImportRulesTest {
    @TempDir private Path directory;

    /** Ten rows whose observation is their number; what is null is left out. */
    private Path d4rl(String name, boolean[] terminals, boolean[] timeouts, float[] successors) {
        Path file = directory.resolve(name);
        float[] numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        Hdf5Export.write(
                file,
                to -> {
                    to.floats("observations", numbers, 10, 1);
                    to.floats("actions", new float[10], 10, 1);
                    to.floats("rewards", numbers, 10, 1);
                    to.flags("terminals", terminals, 10);
                    if (timeouts != null) {
                        to.flags("timeouts", timeouts, 10, 1);
                    }
                    if (successors != null) {
                        to.floats("next_observations", successors, 10, 1);
                    }
                });
        return file;
    }

    private static boolean[] at(int... rows) {
        boolean[] flags = new boolean[10];
        for (int row : rows) {
            flags[row] = true;
        }
        return flags;
    }

    private static Imported read(Path path, ImportOptions options) {
        return Import.read(path, Optional.empty(), options);
    }

    /** Rows 0-3 fall, 4-8 run out of time: row 8 has no successor, so 7 times out; 9 is open. */
    @Test
    void withoutSuccessorsATimedOutEpisodeLosesItsLastRow() {
        Imported result = read(d4rl("a.hdf5", at(3), at(8), null), Foreign.NOTHING_KNOWN);
        Dataset rows = result.dataset();
        assertThat(rows.observations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(rows.nextObservations()).containsExactly(1, 2, 3, 3, 5, 6, 7, 8);
        assertThat(rows.terminals()).containsExactly(at8(3));
        assertThat(rows.timeouts()).containsExactly(at8(7));
        assertThat(result.notes())
                .anyMatch(note -> note.startsWith("1 rows of an unfinished last episode dropped"))
                .anyMatch(note -> note.startsWith("no \"next_observations\""))
                .anyMatch(note -> note.contains("column [10, 1]"));
        assertThat(result.provenance().imported().orElseThrow().unknown())
                .contains("next_observations at terminals", "infos/action_log_probs");
    }

    private static boolean[] at8(int row) {
        boolean[] flags = new boolean[8];
        flags[row] = true;
        return flags;
    }

    @Test
    void ofBothFlagsTheTerminalCounts() {
        float[] successors = {1, 2, 3, 30, 5, 6, 7, 8, 9, 90};
        Imported result = read(d4rl("a.hdf5", at(3, 9), at(3), successors), Foreign.NOTHING_KNOWN);
        assertThat(result.dataset().terminals()).containsExactly(at(3, 9));
        assertThat(result.dataset().timeouts()).containsExactly(at());
        assertThat(result.dataset().nextObservations()).containsExactly(successors);
        assertThat(result.notes()).anyMatch(note -> note.startsWith("1 rows with terminal and"));
    }

    /** Horizon 4: a fall at 1 starts the clock anew, so time runs out at 5 and 9. */
    @Test
    void withoutTimeoutsTheHorizonCuts() {
        float[] successors = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Path file = d4rl("a.hdf5", at(1), null, successors);
        Imported result = read(file, Foreign.horizon(4));
        assertThat(result.dataset().timeouts()).containsExactly(at(5, 9));
        assertThat(result.provenance().environment().maxEpisodeSteps()).isEqualTo(4);
        assertThatThrownBy(() -> read(file, Foreign.NOTHING_KNOWN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("\"timeouts\" is missing")
                .hasMessageContaining("--horizon");
    }

    /** v0's file names give the horizon 1000, so ten rows never end. */
    @Test
    void aFileInWhichNothingEndsIsRefused() {
        assertThatThrownBy(
                        () ->
                                read(
                                        d4rl("walker_mixed.hdf5", at(), null, null),
                                        Foreign.NOTHING_KNOWN))
                .hasMessageContaining("no episode of its 10 rows ever ends");
    }

    /** d3rlpy (v1) marks every end: of rows 3 and 9 the first fell, so that 9 ran out of time. */
    @Test
    void endsOfEpisodesThatAreNoTerminalsAreTimeouts() {
        Path file = directory.resolve("dump.h5");
        Hdf5Export.write(
                file,
                to -> {
                    to.floats("observations", new float[10], 10, 1);
                    to.floats("next_observations", new float[10], 10, 1);
                    to.floats("actions", new float[10], 10, 1);
                    to.floats("rewards", new float[10], 10);
                    to.flags("terminals", at(3), 10);
                    to.flags("episode_terminals", at(3, 9), 10);
                });
        Imported result = read(file, Foreign.NOTHING_KNOWN);
        assertThat(result.dataset().terminals()).containsExactly(at(3));
        assertThat(result.dataset().timeouts()).containsExactly(at(9));
        assertThat(result.notes()).anyMatch(note -> note.contains("episode_terminals"));
    }

    /** Most arrays have ten rows. */
    @Test
    void theArrayThatDiffersIsBlamed() {
        Path file = directory.resolve("short.hdf5");
        Hdf5Export.write(
                file,
                to -> {
                    to.floats("observations", new float[10], 10, 1);
                    to.floats("actions", new float[10], 10, 1);
                    to.floats("rewards", new float[9], 9);
                    to.flags("terminals", at(9), 10);
                });
        assertThatThrownBy(() -> read(file, Foreign.NOTHING_KNOWN))
                .hasMessageContaining("\"rewards\": shape [9], must be [10]");
    }

    /** D4RL's ant has 111 numbers here, as gym's version 2; these rows have 11. */
    @Test
    void rowsOfNoEnvironmentOfOursSayWhy() {
        Dataset rows = Foreign.chained(1, 9, new RowShape(11, 3, 0, 0));
        Path named = directory.resolve("ant_medium-v2.hdf5");
        Export.d4rl(named, Existing.REFUSE, rows);
        assertThat(read(named, Foreign.NOTHING_KNOWN).notes())
                .contains(
                        "ant, its environment, has 111 and 8 numbers in observations and actions: no policy can be tried there, so nothing trains on it");
        Path plain = directory.resolve("plain.hdf5");
        Export.d4rl(plain, Existing.REFUSE, rows);
        assertThat(read(plain, Foreign.NOTHING_KNOWN).notes())
                .anyMatch(note -> note.startsWith("its environment is not known (--env ID"));
    }

    /** Hopper's widths: constants go by the environment, whoever names it and however. */
    @Test
    void referencesGoByTheEnvironmentAndNotByTheName() {
        for (String name : List.of("plain.hdf5", "hopper-medium-v2.hdf5", "hopper_medium-v2.h5")) {
            Path file = directory.resolve(name);
            Export.d4rl(file, Existing.REFUSE, Foreign.chained(1, 9, new RowShape(11, 3, 0, 0)));
            ImportOptions known =
                    name.startsWith("plain")
                            ? Foreign.environment("Hopper-v4")
                            : Foreign.NOTHING_KNOWN;
            Provenance found = read(file, known).provenance();
            assertThat(found.environment().id()).as(name).isEqualTo("hopper");
            assertThat(found.quality().reference())
                    .contains(new ReferenceScores(-20.272305, 3234.3));
        }
        Imported other = read(directory.resolve("plain.hdf5"), Foreign.environment("hopper-v5"));
        assertThat(other.provenance().quality().reference()).isEmpty();
        assertThat(other.notes()).anyMatch(note -> note.contains("--ref-min X --ref-max Y"));
    }

    /** The folder says 0.001 less than pi; of both directions that there are it is the second. */
    @Test
    void roundedParametersBecomeTheTaskThatTheyWereRoundedFrom() {
        Ledger ledger = new Ledger();
        Map<String, Double> ours =
                FamilyTask.of(
                        Optional.of(Environments.named("ant-fwd-back")),
                        Foreign.NOTHING_KNOWN,
                        Map.of("goal", 3.142),
                        ledger);
        assertThat(ours).isEqualTo(Map.of("goal", Math.PI));
        assertThat(
                        FamilyTask.of(
                                Optional.of(Environments.named("cheetah-vel")),
                                Foreign.NOTHING_KNOWN,
                                Map.of("goal", 1.5),
                                ledger))
                .isEqualTo(Map.of("velocity", 1.5));
        assertThat(ledger.notes()).hasSize(2);
        Map<String, Double> unknown =
                FamilyTask.of(
                        Optional.of(Environments.named("walker_params")),
                        Foreign.NOTHING_KNOWN,
                        Map.of(),
                        ledger);
        assertThat(unknown).isEmpty();
        assertThat(ledger.notes().get(2)).contains("cannot be tried on it", "--parameter");
    }

    /** A state is what hopper-v5 is in before the step, or after it; rows count the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void statesOfInfosWithoutTheResetAreTriedInTheSimulation(boolean before) {
        EnvironmentDefinition hopper = Environments.named("hopper-v5");
        int steps = 6;
        float[] observations = new float[(steps + 1) * 11];
        double[] positions = new double[steps * 6];
        double[] velocities = new double[steps * 6];
        try (VectorEnvironment environment =
                VectorEnvironment.open(hopper, hopper.tasks().draw(1, 0), 1)) {
            environment.reset(3);
            for (int t = 0; t <= steps; t++) {
                for (int k = 0; k < 11; k++) {
                    observations[t * 11 + k] = (float) environment.observations()[k];
                }
                int row = before ? t : t - 1;
                if (row >= 0 && row < steps) {
                    System.arraycopy(environment.positions(), 0, positions, row * 6, 6);
                    System.arraycopy(environment.velocities(), 0, velocities, row * 6, 6);
                }
                environment.step(new double[] {0.1, -0.2, 0.3});
            }
        }
        boolean[] last = new boolean[steps];
        last[steps - 1] = true;
        Path file = directory.resolve("main_data.hdf5");
        Hdf5Export.write(
                file,
                to -> {
                    to.group("episode_0");
                    to.group("episode_0/infos");
                    to.floats("episode_0/observations", observations, steps + 1, 11);
                    to.floats("episode_0/actions", new float[steps * 3], steps, 3);
                    to.floats("episode_0/rewards", new float[steps], steps);
                    to.flags("episode_0/terminations", new boolean[steps], steps);
                    to.flags("episode_0/truncations", last, steps);
                    to.doubles("episode_0/infos/qpos", positions, steps, 6);
                    to.doubles("episode_0/infos/qvel", velocities, steps, 6);
                });
        Imported tried = read(file, Foreign.environment("Hopper-v5"));
        assertThat(tried.dataset().positions()).hasSize(before ? steps * 6 : 0);
        assertThat(tried.notes())
                .anyMatch(
                        note ->
                                note.contains(
                                        before
                                                ? "shows that they are those before each step"
                                                : "shows that they are not those before"));
        Imported unknown = read(file, Foreign.NOTHING_KNOWN);
        assertThat(unknown.dataset().positions()).isEmpty();
        assertThat(unknown.notes()).anyMatch(note -> note.endsWith("nobody knows: left out"));
    }

    /** 100 floats of each of 10^8 rows, held twice: 80 GB, whatever the heap of this test is. */
    @Test
    void whatDoesNotFitTheHeapIsSaidBeforeItIsRead() {
        HeapNeed need = new HeapNeed();
        need.add(new RowFile.Claim("observations", List.of(100_000_000L, 100L), 4));
        assertThatThrownBy(need::require)
                .hasMessageContaining("takes 120000 MB of memory, this JVM may use ")
                .hasMessageContaining("Give it more: MERPO_HEAP=140g")
                .hasMessageNotContaining("damaged");
    }

    @Test
    void whatIsNoHdf5IsCalledSo() throws IOException {
        Map<String, String> texts =
                Map.of(
                        "", "it is empty",
                        "<html>404</html>", "it is not HDF5",
                        "version https://git-lfs.github.com/spec/v1\noid", "git lfs pull");
        for (Map.Entry<String, String> one : texts.entrySet()) {
            Path file = Files.writeString(directory.resolve("hopper.hdf5"), one.getKey());
            assertThatThrownBy(() -> Import.detect(file))
                    .hasMessageContaining(one.getValue())
                    .hasMessageNotContaining("damaged");
        }
    }

    @Test
    void namesOfPublishedFilesAreUnderstood() {
        assertThat(D4rlName.of("hopper-medium-expert-v2.hdf5"))
                .contains(new D4rlName("hopper", Quality.MEDIUM_EXPERT, 2));
        assertThat(D4rlName.of("walker_mixed.hdf5"))
                .contains(new D4rlName("walker2d", Quality.REPLAY, 0));
        assertThat(D4rlName.of("halfcheetah_medium_replay-v2.hdf5"))
                .contains(new D4rlName("halfcheetah", Quality.REPLAY, 2));
        assertThat(D4rlName.of("hopper_medium_expert-v1.hdf5"))
                .contains(new D4rlName("hopper", Quality.MEDIUM_EXPERT, 1));
        assertThat(D4rlName.of("ant_random.hdf5")).contains(new D4rlName("ant", Quality.RANDOM, 0));
        assertThat(D4rlName.of("kitchen.hdf5")).isEmpty();
    }

    /** Two episodes of three steps, written last step first: 2 1 0 and 12 11 10. */
    @Test
    void rowsThatRunBackwardsAreTurnedRound() {
        Path file = directory.resolve("buffers_cheetah_vel_train_7_sub_task_0.hdf5");
        float[] obs = {2, 1, 0, 12, 11, 10};
        float[] next = {3, 2, 1, 13, 12, 11};
        Hdf5Export.write(
                file,
                to -> {
                    to.floats("obs", obs, 6, 1);
                    to.floats("next_obs", next, 6, 1);
                    to.floats("actions", obs.length == 6 ? new float[6] : null, 6, 1);
                    to.floats("rewards", obs, 6, 1);
                    to.flags(
                            "terminals",
                            new boolean[] {true, false, false, false, false, false},
                            6,
                            1);
                });
        Imported result = read(file, Foreign.NOTHING_KNOWN);
        assertThat(result.dataset().observations()).containsExactly(0, 1, 2, 10, 11, 12);
        assertThat(result.dataset().rewards()).containsExactly(0, 1, 2, 10, 11, 12);
        // all episodes have 3 steps, so a terminal there is the time limit
        assertThat(result.dataset().terminals()).containsOnly(false);
        assertThat(result.dataset().timeouts())
                .containsExactly(false, false, true, false, false, true);
        assertThat(result.provenance().task().index()).isEqualTo(7);
        assertThat(result.notes())
                .contains("rows of each episode run backwards in time: turned round");
        assertThat(read(file, Foreign.horizon(200)).dataset().terminals())
                .containsExactly(false, false, true, false, false, false);
    }

    private void npy(Path folder, String name, float[] values, int... shape) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream to = Files.newOutputStream(folder.resolve(name + ".npy"))) {
            Npy.write(to, values, shape);
        }
    }

    /** Two trajectories of three steps side by side: time runs down, trajectories across. */
    private Path focal(String name) throws IOException {
        Path folder = directory.resolve("tasks").resolve(name);
        npy(folder, "obs", new float[] {0, 10, 1, 11, 2, 12}, 3, 2, 1);
        npy(folder, "next_obs", new float[] {1, 11, 2, 12, 3, 13}, 3, 2, 1);
        npy(folder, "actions", new float[6], 3, 2, 1);
        npy(folder, "rewards", new float[] {0, 10, 1, 11, 2, 12}, 3, 2, 1);
        npy(folder, "terminals", new float[] {0, 0, 0, 0, 1, 1}, 3, 2, 1);
        return folder;
    }

    @Test
    void trajectoriesSideBySideFollowEachOther() throws IOException {
        focal("seed_3_goal_0.5_-1.25");
        focal("seed_3_goal_0.75_1");
        Path all = directory.resolve("tasks");
        assertThatThrownBy(() -> read(all, Foreign.NOTHING_KNOWN))
                .hasMessageContaining("there are 2 tasks in it")
                .hasMessageContaining("--task K, from 0 to 1");
        Imported result = read(all, Foreign.task(1));
        assertThat(result.dataset().observations()).containsExactly(0, 1, 2, 10, 11, 12);
        assertThat(result.dataset().timeouts())
                .containsExactly(false, false, true, false, false, true);
        assertThat(result.provenance().task().parameters())
                .isEqualTo(Map.of("goal[0]", 0.75, "goal[1]", 1.0));
        assertThat(result.provenance().task().count()).isEqualTo(2);
        assertThat(
                        read(all.resolve("seed_3_goal_0.5_-1.25"), Foreign.NOTHING_KNOWN)
                                .provenance()
                                .task()
                                .parameters())
                .isEqualTo(Map.of("goal[0]", 0.5, "goal[1]", -1.25));
    }

    @Test
    void aShortNpyIsCalledCutOff() throws IOException {
        Path folder = focal("seed_0_goal_1");
        byte[] whole = Files.readAllBytes(folder.resolve("rewards.npy"));
        Files.write(
                folder.resolve("rewards.npy"), java.util.Arrays.copyOf(whole, whole.length - 4));
        assertThatThrownBy(() -> read(folder, Foreign.NOTHING_KNOWN))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(
                        "\"rewards.npy\" says shape [3, 2, 1] of <f4, but 20 bytes follow");
    }

    @Test
    void aForeignFileOfNoKnownKindIsNamed() {
        Path file = directory.resolve("other.h5");
        Hdf5Export.write(file, to -> to.floats("pixels", new float[3], 3));
        assertThatThrownBy(() -> Import.detect(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("its root has [pixels]")
                .hasMessageContaining("No other layout is read");
    }

    /** Such as ours, with a file for each task. */
    @Test
    void ofADirectoryOfDatasetsOneIsToBeNamed() throws IOException {
        d4rl("task-001.hdf5", at(9), at(), null);
        Path first = d4rl("task-000.hdf5", at(9), at(), null);
        assertThatThrownBy(() -> read(directory, Foreign.NOTHING_KNOWN))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        directory
                                + ": it holds 2 datasets, and one is read at a time. Name one of them, such as "
                                + first);
    }

    /** A name of Java's, BufferUnderflowException, was all that was said of some. */
    @Test
    void whicheverByteOfAFileIsDamagedItIsReadOrRefusedInAUsersWords() throws IOException {
        byte[] whole = Files.readAllBytes(d4rl("whole.hdf5", at(9), at(), null));
        Path file = directory.resolve("damaged.hdf5");
        int refused = 0;
        for (int at = 0; at < Math.min(whole.length, 4000); at += 3) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            Files.write(file, damaged);
            try {
                assertThat(read(file, Foreign.NOTHING_KNOWN).dataset().size()).isPositive();
            } catch (DatasetException e) {
                refused++;
                assertThat(e.getMessage())
                        .startsWith(file.toString())
                        .doesNotContain("Exception", "out of bounds")
                        .matches("(?s).*[.)] [A-Z].*");
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    /** 20 packed bytes of an array are left: an EOFException without words. */
    @Test
    void anArchiveWhoseArrayIsCutOffIsCalledSo() throws IOException {
        Path file = directory.resolve("cut.npz");
        Export.d3rlpy(file, Existing.REFUSE, Foreign.chained(1, 2, new RowShape(2, 1, 0, 0)));
        byte[] bytes = Files.readAllBytes(file);
        String archive = new String(bytes, StandardCharsets.ISO_8859_1);
        int entry = archive.indexOf("PK\001\002"); // its size, packed, is 20 bytes on
        bytes[entry + 20] = 20;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(file, Foreign.NOTHING_KNOWN))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("it is cut off, or damaged. Mend that, or name another");
    }

    /** What the array says of itself was told without a remedy. */
    @Test
    void aForeignArrayThatIsRefusedNamesARemedy() throws IOException {
        Path file = Files.createFile(directory.resolve("obs.npy"));
        assertThatThrownBy(
                        () ->
                                Import.read(
                                        directory,
                                        Optional.of(ForeignFormat.FOCAL),
                                        Foreign.NOTHING_KNOWN))
                .hasMessage(
                        directory
                                + ": \"obs.npy\" is cut off: 10 bytes are missing. Fetch it again, or name another");
        assertThat(file).isEmptyFile();
    }
}
