package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import merpo.datagen.dataset.AttributeValue;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Seeds;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.dataset.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * h5py finds every path, type, shape, chunk, filter, attribute and number where the layout says.
 */
final class H5pyReadsOurDatasetsTest {
    private static final int HORIZON = 50;
    private static final PythonClient PYTHON = PythonClient.with("h5py", "numpy");

    @TempDir private Path directory;

    /** 120 episodes of 1 to 50 steps, so that matrices span several chunks. */
    private static Dataset dataset(RowShape shape) {
        Random random = new Random(4);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder episode = recorder.episode();
        for (int e = 0; e < 120; e++) {
            int length = e % 2 == 0 ? HORIZON : 1 + random.nextInt(HORIZON);
            for (int t = 1; t <= length; t++) {
                episode.add(step(random, shape, t == length && e % 2 == 1, t == HORIZON));
            }
        }
        return recorder.build();
    }

    private static Transition step(
            Random random, RowShape shape, boolean terminated, boolean truncated) {
        return new Transition(
                floats(random, shape.observation()),
                floats(random, shape.action()),
                random.nextFloat(),
                floats(random, shape.observation()),
                terminated,
                truncated,
                random.doubles(shape.positions()).toArray(),
                random.doubles(shape.velocities()).toArray(),
                random.nextFloat(),
                random.nextLong(1L << 40));
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private static Provenance provenance(Optional<EnvironmentSource.Simulator> simulator) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("wind_x", 1e-7 / 3);
        parameters.put("wind_y", -12345.678);
        parameters.put("zero", 0.0);
        parameters.put("huge", 1e21);
        return new Provenance(
                new EnvironmentSource(
                        "point-robot-wind",
                        "0",
                        "{}",
                        HORIZON,
                        List.of(-0.1, -0.1),
                        List.of(0.1, 0.1),
                        simulator),
                new TaskSource(
                        "point-robot-wind",
                        1,
                        12,
                        TaskSource.Split.TRAIN,
                        7,
                        "uniform \"\u00fc\"\n\t\u0001 \ud83d\ude80",
                        parameters,
                        Optional.empty()),
                new QualitySource(
                        Quality.GOOD,
                        Optional.of(new QualitySource.Band(0.7, 0.85)),
                        Optional.of(new ReferenceScores(-20, -4.5))),
                new BehaviorSource(
                        "SAC",
                        BehaviorSource.Mode.STOCHASTIC,
                        List.of(150L),
                        Optional.of("ef".repeat(32)),
                        Optional.of(new BehaviorSource.Evaluation(-5.25, 0.1, 20))),
                new Seeds(Long.MIN_VALUE, 2, Long.MAX_VALUE, "L64X128MixRandom"),
                Software.running("0.1.0", "0123abc", false));
    }

    private String check(RowShape shape, Optional<EnvironmentSource.Simulator> simulator)
            throws IOException {
        Path file = directory.resolve("task-001.h5");
        DatasetWriter.write(file, dataset(shape), provenance(simulator));
        Path expected = directory.resolve("expected.json");
        StoredDataset stored = DatasetReader.read(file);
        new ObjectMapper().writeValue(expected.toFile(), expectation(stored));
        return PYTHON.run("check_dataset.py", file.toString(), expected.toString());
    }

    @Test
    void aMujocoFileIsAsSpecified() throws IOException {
        var simulator = new EnvironmentSource.Simulator("ab".repeat(32), "3.17.0", 5, 0.01);
        assertThat(check(new RowShape(27, 8, 15, 14), Optional.of(simulator)))
                .contains("11 datasets", "120 episodes", "as specified");
    }

    @Test
    void aPointRobotFileIsAsSpecified() throws IOException {
        assertThat(check(new RowShape(2, 2, 0, 0), Optional.empty()))
                .contains("9 datasets", "120 episodes", "as specified");
    }

    /** The check can fail: the observation is said to be wider. */
    @Test
    void theCheckNoticesALie() throws IOException {
        Path file = directory.resolve("task-001.h5");
        DatasetWriter.write(file, dataset(new RowShape(2, 2, 0, 0)), provenance(Optional.empty()));
        Path expected = directory.resolve("expected.json");
        Map<String, Object> lie = expectation(DatasetReader.read(file));
        lie.put("obs", 3);
        new ObjectMapper().writeValue(expected.toFile(), lie);
        assertThatThrownBy(
                        () -> PYTHON.run("check_dataset.py", file.toString(), expected.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shape (")
                .hasMessageContaining("3)");
    }

    private static Map<String, Object> expectation(StoredDataset stored) {
        Dataset dataset = stored.dataset();
        int middle = dataset.size() / 2;
        int obs = dataset.shape().observation();
        float[] row = Arrays.copyOfRange(dataset.observations(), middle * obs, (middle + 1) * obs);
        Map<String, Object> attributes = new LinkedHashMap<>();
        stored.attributes().asMap().forEach((name, value) -> attributes.put(name, plain(value)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rows", dataset.size());
        all.put("horizon", HORIZON);
        all.put("obs", obs);
        all.put("act", dataset.shape().action());
        all.put("nq", dataset.shape().positions());
        all.put("nv", dataset.shape().velocities());
        all.put("attributes", attributes);
        all.put(
                "some_rows",
                Map.of(
                        "observations", Map.of(middle, doubles(row)),
                        "rewards", Map.of(0, (double) dataset.rewards()[0]),
                        "infos/checkpoint_step", Map.of(middle, dataset.checkpointSteps()[middle]),
                        "terminals", Map.of(dataset.size() - 1, true)));
        return all;
    }

    /** Floats widened, as Python's tolist does. */
    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static Object plain(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return text.value();
        } else if (value instanceof AttributeValue.Whole whole) {
            return whole.value();
        } else if (value instanceof AttributeValue.Real real) {
            return real.value();
        } else if (value instanceof AttributeValue.Texts texts) {
            return texts.values();
        } else if (value instanceof AttributeValue.Wholes wholes) {
            return wholes.values();
        } else if (value instanceof AttributeValue.Reals reals) {
            return reals.values();
        }
        throw new IllegalArgumentException("no JSON for " + value);
    }
}
