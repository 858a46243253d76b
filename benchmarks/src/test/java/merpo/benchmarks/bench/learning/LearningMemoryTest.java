package merpo.benchmarks.bench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.benchmarks.bench.learning.LearningMemory.Sample;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningMemoryTest {
    @TempDir Path temp;

    /** A sample every 30 s: 100 MB native at first, then as given; the heap stays. */
    private static LearningMemory growing(long... megabytes) {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(30, 1000, 100_000_000, 50_000_000));
        for (long size : megabytes) {
            int n = samples.size() + 1;
            samples.add(new Sample(30 * n, 1000L * n, size * 1_000_000, 50_000_000));
        }
        return new LearningMemory(samples);
    }

    @Test
    void growthBeforeTheFirstMinuteDoesNotCount() {
        assertThat(growing(200, 203, 202).verdict())
                .isEqualTo(
                        "reached: after the first minute and tenth native memory grew by +1.50 %,"
                                + " the heap by +0.00 % (target: within 2 %)");
    }

    /** Slow machines are at a hundredth after a minute: the virtual machine still compiles. */
    @Test
    void growthBeforeATenthDoesNotCount() {
        List<Sample> samples =
                List.of(
                        new Sample(60, 10, 100, 1000),
                        new Sample(120, 99, 107, 1000),
                        new Sample(180, 100, 108, 1000),
                        new Sample(240, 1000, 109, 1000));
        assertThat(new LearningMemory(samples).verdict())
                .startsWith("reached: ")
                .contains("+0.93 %");
    }

    @Test
    void thePeakCountsNotTheEnd() {
        assertThat(growing(200, 206, 200).verdict())
                .startsWith(
                        "missed: after the first minute and tenth native memory grew by +3.00 %");
    }

    @Test
    void aHeapThatGrowsIsSeenToo() {
        List<Sample> samples =
                List.of(
                        new Sample(60, 1, 100, 1000),
                        new Sample(90, 2, 90, 1021),
                        new Sample(120, 3, 100, 1021));
        assertThat(new LearningMemory(samples).verdict())
                .startsWith("missed: ")
                .contains("native memory grew by +0.00 %, the heap by +2.10 %");
    }

    @Test
    void aShortRunSaysNothing() {
        assertThat(growing(100).verdict()).startsWith("unknown: fewer than two samples");
        assertThatThrownBy(() -> new LearningMemory(List.of()))
                .hasMessage("0 samples of memory, must be at least 1");
    }

    @Test
    void aPeersFailureIsPassedOn() {
        assertThatThrownBy(() -> LearningMemory.parse(1, 1, "failed loss of task 3 is NaN"))
                .isInstanceOf(ProgramException.class)
                .hasMessage("merpo: loss of task 3 is NaN");
    }

    @Test
    void theFileHasARowPerSample() {
        growing(200, 203).write(temp.resolve("memory.csv"));
        CsvTable table = CsvTable.read(temp.resolve("memory.csv"));
        assertThat(table.rows()).hasSize(3);
        assertThat(table.rows().get(1).number("seconds")).isEqualTo(60);
        assertThat(table.rows().get(1).integer("native_bytes")).isEqualTo(200_000_000);
    }
}
