package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.hdf5.AttributeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * h5py finds every path, type, shape, chunk, filter, attribute and number where the layout says.
 */
final class H5pyReadsOurDatasetsTest {
    private static final PythonClient PYTHON = PythonClient.with("h5py", "numpy");

    @TempDir private Path directory;

    private String check(RowShape shape, Optional<EnvironmentSource.Simulator> simulator)
            throws IOException {
        Path file = directory.resolve("task-001.h5");
        DatasetWriter.write(
                file, PythonSamples.dataset(shape), PythonSamples.provenance(simulator));
        Path expected = directory.resolve("expected.json");
        StoredDataset stored = DatasetReader.read(file);
        new ObjectMapper().writeValue(expected.toFile(), expectation(stored));
        return PYTHON.run("check_dataset.py", file.toString(), expected.toString());
    }

    @Test
    void aMujocoFileIsAsSpecified() throws IOException {
        assertThat(check(new RowShape(27, 8, 15, 14), Optional.of(PythonSamples.SIMULATOR)))
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
        DatasetWriter.write(
                file,
                PythonSamples.dataset(new RowShape(2, 2, 0, 0)),
                PythonSamples.provenance(Optional.empty()));
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
        all.put("horizon", PythonSamples.HORIZON);
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
