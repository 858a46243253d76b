package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.RunDirectory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * TensorBoard finds every scalar that we wrote, and none that a resumed run took back: its Python
 * reader and the server behind its pages, which read the format each in its own way.
 */
final class TensorBoardReadsOurMetricsTest {
    private static final PythonClient PYTHON =
            PythonClient.with("tensorboard==2.21.0", "tensorboard-data-server==0.7.2");
    private static final double[] NUMBERS = {
        0,
        -0.0,
        0.1,
        -2.5,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        1e300, // beyond 32 bits: infinite there
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    @TempDir private Path temp;

    /** What TensorBoard should find, beside the run that is written. */
    private static final class Scalars {
        private final Map<String, List<List<Object>>> points = new TreeMap<>();
        private final double from = System.currentTimeMillis() / 1e3;

        /** {@code step, value, step, value ...}. */
        Scalars with(String tag, double... stepsAndValues) {
            points.put(
                    tag,
                    IntStream.range(0, stepsAndValues.length / 2)
                            .mapToObj(
                                    i ->
                                            List.<Object>of(
                                                    (long) stepsAndValues[2 * i],
                                                    Double.toString(stepsAndValues[2 * i + 1])))
                            .toList());
            return this;
        }

        String check(Path run) throws IOException {
            Path file = run.resolve("expected.json");
            double to = System.currentTimeMillis() / 1e3 + 1e-3;
            new ObjectMapper()
                    .writeValue(file.toFile(), Map.of("from", from, "to", to, "scalars", points));
            return PYTHON.run("check_events.py", run.toString(), file.toString());
        }
    }

    @Test
    void everyNumberIsFoundAtItsStep() throws IOException {
        Scalars expected = new Scalars();
        double[] losses = new double[2 * NUMBERS.length];
        double[] counts = losses.clone();
        double[] returns = losses.clone();
        long far = 1L << 40;
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE);
                Metrics metrics = run.metrics("metrics.csv", "loss", "gradient/lambda-term")) {
            for (int i = 0; i < NUMBERS.length; i++) {
                metrics.row(far + i, NUMBERS[i], i);
                metrics.events().scalar(far + i, "return/task-03", -NUMBERS[i]);
                losses[2 * i] = far + i;
                losses[2 * i + 1] = NUMBERS[i];
                counts[2 * i] = far + i;
                counts[2 * i + 1] = i;
                returns[2 * i] = far + i;
                returns[2 * i + 1] = -NUMBERS[i];
            }
        }
        expected.with("loss", losses).with("return/task-03", returns);
        expected.with("gradient/lambda-term", counts);
        assertThat(expected.check(temp)).contains("EventAccumulator: 3 tags, 30 points", "server");
    }

    /** Not cut, cut in the message's checksum, the message, the length's checksum, the length. */
    @TestFactory
    Stream<DynamicTest> aKillInTheMiddleOfARecordAndAResume() {
        return Stream.of(0, 2, 20, 32, 38)
                .map(
                        cut ->
                                DynamicTest.dynamicTest(
                                        cut + " bytes short",
                                        () -> killAndResume(temp.resolve("cut" + cut), cut)));
    }

    private static void killAndResume(Path directory, int cut) throws IOException {
        Scalars expected = new Scalars();
        Path first;
        try (RunDirectory run = RunDirectory.create(directory, Existing.REFUSE);
                Metrics metrics = run.metrics("metrics.csv", "loss")) {
            for (int step = 10; step <= 50; step += 10) {
                metrics.row(step, step / 10.0);
            }
            first = metrics.events().file();
        }
        try (FileChannel file = FileChannel.open(first, StandardOpenOption.WRITE)) {
            // the last record: 8 + 4 + (9 + 2 + 2 + 2 + 6 + 5) + 4 = 42
            file.truncate(file.size() - cut);
        }
        if (cut == 0) {
            expected.with("loss", 10, 1, 20, 2, 30, 3, 40, 4, 50, 5);
        } else {
            expected.with("loss", 10, 1, 20, 2, 30, 3, 40, 4);
        }
        assertThat(expected.check(directory)).contains("as written");
        try (RunDirectory run = RunDirectory.open(directory);
                Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.keepUntil(30);
            for (int step = 40; step <= 60; step += 10) {
                metrics.row(step, step);
            }
        }
        expected.with("loss", 10, 1, 20, 2, 30, 3, 40, 40, 50, 50, 60, 60);
        assertThat(expected.check(directory)).contains("as written");
    }

    /** Two processes and a return to an older checkpoint within the second. */
    @Test
    void manyResumesAndAFreshStartDoubleNothing() throws IOException {
        Scalars expected = new Scalars();
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
                metrics.row(0, -1);
                metrics.row(10, -1);
                metrics.row(20, -1);
            }
            try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
                metrics.keepUntil(-1);
                metrics.row(0, 0);
                metrics.row(10, 1);
                metrics.row(20, 2);
                metrics.keepUntil(10);
                metrics.row(20, 20);
            }
        }
        expected.with("loss", 0, 0, 10, 1, 20, 20);
        assertThat(expected.check(temp)).contains("as written");
        assertThat(temp.resolve("metrics.csv")).hasContent("step,loss\n0,0.0\n10,1.0\n20,20.0\n");
    }

    /** The check can fail: a number, a step, a tag is said to be another. */
    @Test
    void theCheckNoticesALie() throws IOException {
        Scalars scalars = new Scalars();
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE);
                Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.row(10, 1);
        }
        assertThatThrownBy(() -> scalars.with("loss", 10, 1.0001).check(temp))
                .hasMessageContaining("EventAccumulator, loss: numbers");
        assertThatThrownBy(() -> scalars.with("loss", 11, 1).check(temp))
                .hasMessageContaining("EventAccumulator, loss: steps [10]");
        assertThatThrownBy(() -> scalars.with("gap", 10, 1).check(temp))
                .hasMessageContaining("EventAccumulator: tags ['loss']");
    }
}
