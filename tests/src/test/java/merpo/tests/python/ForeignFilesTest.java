package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.convert.Imported;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.Software;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that h5py, NumPy and Minari wrote as other projects do: imported row by row, or refused.
 */
final class ForeignFilesTest {
    @TempDir private static Path directory;

    private static final String V2 = "hopper_medium_replay-v2.hdf5";
    private static final String V0 = "walker_mixed.hdf5";
    private static final String MACAW = "buffers_walker_params_train_7_sub_task_0.hdf5";
    private static final String MINARI = "minari/hopper/expert-v3";
    private static final String FOCAL = "focal";

    private static final Map<String, ForeignFormat> GOOD =
            Map.of(
                    V2, ForeignFormat.D4RL,
                    V0, ForeignFormat.D4RL,
                    MACAW, ForeignFormat.MACAW,
                    MINARI, ForeignFormat.MINARI,
                    FOCAL, ForeignFormat.FOCAL);

    private static final Map<String, String> REFUSED =
            Map.of(
                    "external_link", "\"rewards\" is a link",
                    "virtual", "virtual",
                    "huge", "\"rewards\" claims the shape [1000000000]",
                    "not_finite",
                            "rewards[3] is NaN, must be finite. Leave the episode of that row out",
                    "shortened",
                            "\"actions\": shape [9, 3], must be [10, width]: one row per transition. Write the file again",
                    "newest", "a part of HDF5 that is not known here",
                    "filtered", "packed with the filter \"scaleoffset\" (6)",
                    "compound", "\"rewards\" holds values of the kind \"compound\"");

    @BeforeAll
    static void forge() {
        OthersReadOurExportsTest.PYTHON.run("forge_foreign.py", directory.toString());
    }

    private static Imported read(Path path) {
        return Import.read(
                path,
                Optional.empty(),
                ImportOptions.none(Software.running("0.1.0", "0123abc", false)));
    }

    @Test
    void rowsAreWhatTheRulesSay() {
        List<String> pairs = new ArrayList<>();
        GOOD.forEach(
                (name, format) -> {
                    Path path = directory.resolve(name);
                    assertThat(Import.detect(path)).as(name).isEqualTo(format);
                    String plain = name.replaceAll("/.*|\\.hdf5$", "");
                    Path found = directory.resolve(plain + ".found.npz");
                    Export.d3rlpy(found, Existing.REFUSE, read(path).dataset());
                    pairs.add(found.toString());
                    pairs.add(directory.resolve(plain + ".expected.npz").toString());
                });
        String printed =
                OthersReadOurExportsTest.PYTHON.run(
                        "compare_rows.py", pairs.toArray(String[]::new));
        assertThat(printed.lines().filter(line -> line.endsWith("as expected"))).hasSize(5);
    }

    @Test
    void everyRuleIsSaid() {
        assertThat(read(directory.resolve(V2)).notes())
                .contains("\"rewards\" is a column [77, 1]: read as [77]")
                .contains("1 rows with terminal and timeout both true: the terminal counts")
                .contains("left out: the weights of the behavior policy in metadata/policy")
                .anyMatch(note -> note.startsWith("7 rows of an unfinished last episode dropped"))
                .anyMatch(note -> note.endsWith("\"observations\" rounded to float32"))
                .contains("by its name D4RL's hopper, version 2");
        assertThat(read(directory.resolve(V0)).provenance().quality().quality())
                .isEqualTo(Quality.REPLAY);
        assertThat(read(directory.resolve(MACAW)).notes())
                .contains("rows of each episode run backwards in time: turned round")
                .contains("4 terminals on step 20, the time limit, made timeouts");
        assertThat(read(directory.resolve(MINARI)).notes())
                .contains("actions moved from the bounds of their space to [-1, 1]");
        assertThat(read(directory.resolve(MINARI)).provenance().behavior().algorithm())
                .isEqualTo("PPO");
        assertThat(read(directory.resolve(FOCAL)).provenance().task().parameters())
                .containsEntry("goal[0]", 0.309)
                .containsEntry("goal[1]", -0.951);
    }

    /** As the message about a file that is too new says. */
    @Test
    void aFileThatIsWrittenAnewIsRead() {
        assertThat(read(directory.resolve("rewritten.hdf5")).dataset().size()).isEqualTo(10);
    }

    @TestFactory
    Stream<DynamicTest> aFileThatLiesIsRefusedByName() {
        return REFUSED.entrySet().stream()
                .map(
                        forged ->
                                DynamicTest.dynamicTest(
                                        forged.getKey(),
                                        () -> {
                                            Path file =
                                                    directory.resolve(forged.getKey() + ".hdf5");
                                            assertThatThrownBy(() -> read(file))
                                                    .isInstanceOf(DatasetException.class)
                                                    .hasMessageStartingWith(file.toString())
                                                    .hasMessageContaining(forged.getValue());
                                        }));
    }

    /** Flipped bits, zeros and cuts: a message or a dataset, never an end of the process. */
    @TestFactory
    Stream<DynamicTest> damageEndsInAMessageOrADataset() {
        return Stream.of(V2, V0, MACAW, MINARI + "/data/main_data.hdf5", FOCAL)
                .map(name -> DynamicTest.dynamicTest(name, () -> fuzz(name)));
    }

    private static void fuzz(String name) throws IOException {
        Path whole =
                name.equals(FOCAL)
                        ? directory.resolve("focal/seed_1_goal_0.309_-0.951/obs.npy")
                        : directory.resolve(name);
        byte[] good = Files.readAllBytes(whole);
        Random random = new Random(23);
        int trials = Integer.getInteger("merpo.flips", 150);
        int refused = 0;
        try {
            for (int trial = 0; trial < trials; trial++) {
                Files.write(whole, damaged(good, random));
                Path asked = name.startsWith("minari") ? directory.resolve(MINARI) : whole;
                refused += outcome(name.equals(FOCAL) ? whole.getParent() : asked, trial);
            }
        } finally {
            Files.write(whole, good);
        }
        System.out.printf("%s: %d of %d damaged copies refused%n", name, refused, trials);
        assertThat(refused).isGreaterThan(trials / 10);
    }

    /** 1 when refused. Any other exception than ours is a failure. */
    private static int outcome(Path path, int trial) {
        try {
            assertThat(read(path).dataset().size()).as("trial %d", trial).isPositive();
            return 0;
        } catch (DatasetException expected) {
            assertThat(expected).hasMessageStartingWith(path.toString());
            return 1;
        }
    }

    /** Half of the damage is near the beginning, where the structure is. */
    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int reach = random.nextBoolean() ? bytes.length : Math.min(4096, bytes.length);
        int at = random.nextInt(reach);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 16), (byte) 0xFF);
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 16), (byte) 0);
            default -> bytes = Arrays.copyOf(bytes, at);
        }
        return bytes;
    }
}
