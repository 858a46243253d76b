package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataBenchTest {
    private static final DataBench BENCH =
            new DataBench(List.of(DataContender.values()), 1_000_000, 3, 2);

    @TempDir Path temp;

    private static DataMeasurement of(DataTask task, DataContender who, Double... values) {
        return new DataMeasurement(
                task, who.text(), Arrays.asList(values), 269_000_000, Map.of("hdf5", "1.14.3"), "");
    }

    /** 326 MB in half a second; 5000 batches in 100 ms. */
    @Test
    void aRoundIsMegabytesPerSecondOrMicrosecondsPerBatch() {
        assertThat(DataTask.READ_RAW.value(new Round(326_000_000, 0.5))).isEqualTo(652);
        assertThat(DataTask.MINIBATCH.value(new Round(5000, 0.1))).isEqualTo(20);
        assertThat(DataTask.READ_RAW.best(List.of(1.0, 3.0, 2.0))).isEqualTo(3);
        assertThat(DataTask.MINIBATCH.best(List.of(31.0, 25.0))).isEqualTo(25);
    }

    @Test
    void compressedWritingIsToBeTwiceH5pysTheOthersAsFast() {
        assertThat(DataTask.WRITE_COMPRESSED.verdict(160, 80)).isEqualTo("reached");
        assertThat(DataTask.WRITE_COMPRESSED.verdict(120, 80)).isEqualTo("missed: 1.50 < 2 x h5py");
        assertThat(DataTask.READ_RAW.verdict(80, 80)).isEqualTo("reached");
        assertThat(DataTask.READ_RAW.verdict(40, 80)).isEqualTo("missed: 0.50 < 1 x h5py");
        assertThat(DataTask.READ_RAW.verdict(40, Double.NaN)).isEqualTo("unknown: without h5py");
        assertThat(DataTask.MINIBATCH.verdict(29, Double.NaN)).isEqualTo("reached");
        assertThat(DataTask.MINIBATCH.verdict(31, 60)).isEqualTo("missed: 31.0 us >= 30 us");
    }

    @Test
    void aLineHasBestRoundsRatioSizesAndAVerdict() {
        List<DataMeasurement> all =
                List.of(
                        of(DataTask.WRITE_COMPRESSED, DataContender.JAVA, 150.0, 200.0),
                        of(DataTask.WRITE_COMPRESSED, DataContender.H5PY, 80.0, 70.0));
        assertThat(DataTable.line(DataTask.WRITE_COMPRESSED, all).split(" +"))
                .containsExactly(
                        "write",
                        "compressed",
                        "200",
                        "MB/s",
                        "80",
                        "MB/s",
                        "2.50",
                        "269.0",
                        "269.0",
                        "reached");
        assertThat(DataTable.line(DataTask.READ_RAW, all)).contains("unknown: without Java");
    }

    @Test
    void theFilesHoldEveryRound() {
        DataMeasurement failed =
                new DataMeasurement(
                        DataTask.READ_RAW, "h5py", List.of(), 0, Map.of(), "no wheel, \"cp314\"");
        DataFiles.write(
                temp,
                BENCH,
                List.of(of(DataTask.MINIBATCH, DataContender.JAVA, 21.0, 20.5, 30.0), failed),
                500_000_000);
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("data.csv")).rows();
        assertThat(rows.get(0).text("task")).isEqualTo("minibatch");
        assertThat(rows.get(0).text("unit")).isEqualTo("us");
        assertThat(rows.get(0).number("best")).isEqualTo(20.5);
        assertThat(rows.get(0).number("median")).isEqualTo(21);
        assertThat(rows.get(0).text("rounds")).isEqualTo("21.00 20.50 30.00");
        assertThat(rows.get(1).text("best")).isEmpty();
        assertThat(rows.get(1).text("failure")).isEqualTo("no wheel, \"cp314\"");
        assertThat(DataTable.failures(List.of(failed)))
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
        assertThatThrownBy(() -> new DataBench(List.of(), 0, 1, 1))
                .hasMessage("0 rows, 1 rounds and 1 threads, must be at least 1 of each");
    }
}
