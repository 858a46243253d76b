package merpo.benchmarks.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Target;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataBenchTest {
    @TempDir Path temp;

    private DataBench bench() {
        return new DataBench(true, 1_000_000, 3, 2, temp);
    }

    private static Measurement of(DataTask task, String who, Double... values) {
        return new Measurement(
                task, who, "", Arrays.asList(values), 269_000_000, Map.of("hdf5", "1.14.3"), "");
    }

    private static String verdict(DataTask task, double java, double h5py) {
        return Target.verdicts(
                task, "java", List.of(of(task, "java", java), of(task, "h5py", h5py)));
    }

    @Test
    void compressedWritingIsToBeTwiceH5pysTheOthersAsFast() {
        assertThat(verdict(DataTask.WRITE_COMPRESSED, 160, 80))
                .isEqualTo("reached: 2.000, >= 2.00 x h5py");
        assertThat(verdict(DataTask.WRITE_COMPRESSED, 120, 80))
                .isEqualTo("missed: 1.500, >= 2.00 x h5py");
        assertThat(verdict(DataTask.READ_RAW, 80, 80)).isEqualTo("reached: 1.000, >= 1.00 x h5py");
        assertThat(verdict(DataTask.READ_RAW, 40, 80)).isEqualTo("missed: 0.500, >= 1.00 x h5py");
        assertThat(
                        Target.verdicts(
                                DataTask.READ_RAW,
                                "java",
                                List.of(of(DataTask.READ_RAW, "java", 40.0))))
                .isEqualTo("unknown: >= 1.00 x h5py");
        assertThat(verdict(DataTask.MINIBATCH, 29, 99)).isEqualTo("reached: 29.000, <= 30.00 us");
        assertThat(verdict(DataTask.MINIBATCH, 31, 60)).isEqualTo("missed: 31.000, <= 30.00 us");
    }

    @Test
    void aLineHasBestRoundsRatioSizesAndAVerdict() {
        List<Measurement> all =
                List.of(
                        of(DataTask.WRITE_COMPRESSED, "java", 150.0, 200.0),
                        of(DataTask.WRITE_COMPRESSED, "h5py", 80.0, 70.0));
        BenchTable table = new BenchTable(bench().bench(), List.of(DataTask.values()));
        assertThat(table.line(DataTask.WRITE_COMPRESSED, all).lines())
                .allMatch(line -> line.length() <= 80);
        assertThat(table.line(DataTask.WRITE_COMPRESSED, all).replaceAll("\\s+", " ").split(" ", 9))
                .containsExactly(
                        "write",
                        "compressed",
                        "200",
                        "80.0",
                        "MB/s",
                        "2.500",
                        "269.0",
                        "269.0",
                        "reached: 2.500, >= 2.00 x h5py");
        assertThat(table.line(DataTask.READ_RAW, all)).contains("unknown: >= 1.00 x h5py");
    }

    @Test
    void theFilesHoldEveryRound() {
        Measurement failed =
                new Measurement(
                        DataTask.READ_RAW,
                        "h5py",
                        "",
                        List.of(),
                        0,
                        Map.of(),
                        "no wheel, \"cp314\"");
        BenchFiles.write(
                temp,
                bench().bench(),
                List.of(of(DataTask.MINIBATCH, "java", 21.0, 20.5, 30.0), failed),
                bench().facts(OptionalLong.of(500_000_000)));
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("data.csv")).rows();
        assertThat(rows.get(0).text("task")).isEqualTo("minibatch");
        assertThat(rows.get(0).text("unit")).isEqualTo("us");
        assertThat(rows.get(0).number("best")).isEqualTo(20.5);
        assertThat(rows.get(0).number("median")).isEqualTo(21);
        assertThat(rows.get(0).text("rounds")).isEqualTo("21.00 20.50 30.00");
        assertThat(rows.get(1).text("best")).isEmpty();
        assertThat(rows.get(1).text("failure")).isEqualTo("no wheel, \"cp314\"");
        assertThat(BenchTable.failures(List.of(failed)))
                .containsExactly("h5py: no wheel, \"cp314\"");
        assertThat(temp.resolve("data.yaml"))
                .content()
                .contains(
                        "rows: 1000000\n",
                        "raw_bytes: 326000000\n",
                        "java_threads: 2\n",
                        "  java:\n    hdf5: 1.14.3\n",
                        "publish_peak_bytes: 500000000\n",
                        // 1.5 x 326 MB + 300 MB
                        "publish_peak_target_bytes: 789000000\n");
    }

    @Test
    void theRowsAreEpisodesOfAThousandSmoothSteps() {
        Dataset rows = CheetahRows.of(2500);
        assertThat(rows.episodes()).extracting(e -> e.length()).containsExactly(1000, 1000, 500);
        assertThat(rows.equals(CheetahRows.of(2500))).isTrue();
        // the successor is the next row, but at an end
        assertThat(Arrays.copyOfRange(rows.nextObservations(), 0, 17 * 999))
                .isEqualTo(Arrays.copyOfRange(rows.observations(), 17, 17 * 1000));
        assertThat(rows.nextObservations()[17 * 999]).isNotEqualTo(rows.observations()[17 * 1000]);
    }

    @Test
    void nothingIsMeasuredWithoutRows() {
        assertThatThrownBy(() -> new DataBench(true, 0, 1, 1, temp))
                .hasMessage("0 rows, 1 rounds and 1 threads, must be at least 1 of each");
    }
}
