package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Storage;
import merpo.datagen.dataset.StoredDataset;
import merpo.envs.storage.AtomicFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits flipped, ends cut off, blocks zeroed, overwritten and repeated: a file is refused with a
 * message, or reads as it always did. Never another number, never a crash.
 */
final class DamagedDatasetsTest {
    private static final int TIMES = Integer.getInteger("merpo.faults.damages", 500);

    @TempDir Path temp;
    private Path compressed;

    @BeforeEach
    void generate() {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed, true);
        List<String> words =
                List.of(
                        "generate",
                        "--env",
                        "point-robot-wind",
                        "--quality",
                        "medium",
                        "--transitions",
                        "300",
                        "--out",
                        temp.toString());
        assertThat(Merpo.execute(out, out, words.toArray(String[]::new)))
                .as(printed.toString())
                .isZero();
        compressed = temp.resolve("medium/task-003.h5");
    }

    @TestFactory
    Stream<DynamicTest> damageIsDetectedOrHarmless() {
        StoredDataset stored = DatasetReader.read(compressed);
        Path raw = temp.resolve("medium/raw.h5");
        DatasetWriter.write(
                raw,
                AtomicFile.Existing.REFUSE,
                Storage.raw(),
                stored.dataset(),
                stored.provenance());
        return Stream.of(
                DynamicTest.dynamicTest("compressed", () -> damage("compressed", compressed, 17)),
                DynamicTest.dynamicTest("raw", () -> damage("raw", raw, 19)));
    }

    private void damage(String layout, Path file, long seed) throws Exception {
        try (MerpoProcess reader =
                MerpoProcess.start(
                        temp.resolve("log"),
                        List.of(),
                        MerpoProcess.command(DamagedDatasets.class, file, TIMES, seed))) {
            String printed = reader.ends(0);
            Matcher counts =
                    Pattern.compile("detected (\\d+) harmless (\\d+) lost (\\d+)").matcher(printed);
            assertThat(counts.find()).as(printed).isTrue();
            FaultCount count =
                    new FaultCount(
                            "damaged " + layout + " file",
                            TIMES,
                            Integer.parseInt(counts.group(1)),
                            Integer.parseInt(counts.group(2)),
                            Integer.parseInt(counts.group(3)));
            count.report();
            assertThat(count.lost()).as(printed).isZero();
            assertThat(count.detected() + count.harmless()).isEqualTo(TIMES);
            assertThat(count.detected()).isGreaterThan(TIMES / 2);
        }
    }
}
