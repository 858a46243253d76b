package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.MinariExport;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.RowShape;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** h5py, NumPy, Minari and HDF5's own tools find in our exports what we put there. */
final class OthersReadOurExportsTest {
    static final PythonClient PYTHON =
            PythonClient.with("h5py", "numpy", "minari[hdf5]==0.5.3", "pillow");
    private static final String ID = "merpo/some-env/good-task-1-v0";

    @TempDir private Path directory;

    private String check(Dataset dataset, List<Integer> lengths) throws IOException {
        Path d4rl = directory.resolve("plain.hdf5");
        Path d3rlpy = directory.resolve("flat.npz");
        Path minari = directory.resolve("minari");
        Export.d4rl(d4rl, Existing.REFUSE, dataset);
        Export.d3rlpy(d3rlpy, Existing.REFUSE, dataset);
        MinariExport.write(
                minari, ID, Existing.REFUSE, dataset, PythonSamples.provenance(Optional.empty()));
        Path expected = directory.resolve("expected.json");
        new ObjectMapper()
                .writeValue(
                        expected.toFile(),
                        Map.of(
                                "horizon",
                                PythonSamples.HORIZON,
                                "lengths",
                                lengths,
                                "reference",
                                List.of(-20, -4.5)));
        return PYTHON.run(
                "check_exports.py",
                d4rl.toString(),
                d3rlpy.toString(),
                minari.toString(),
                ID,
                expected.toString());
    }

    private static List<Integer> lengths(Dataset dataset) {
        return dataset.episodes().stream().map(Episode::length).toList();
    }

    @Test
    void rowsWithPhysicsAreTheSameInAllThree() throws IOException {
        Dataset dataset = ExportSamples.dataset(new RowShape(27, 8, 15, 14), 40);
        assertThat(check(dataset, lengths(dataset)))
                .contains("40 episodes", dataset.size() + " rows: the same in all three");
    }

    @Test
    void rowsOfAPointRobotAreTheSameInAllThree() throws IOException {
        Dataset dataset = ExportSamples.dataset(new RowShape(2, 2, 0, 0), 12);
        assertThat(check(dataset, lengths(dataset))).contains("the same in all three");
    }

    /** The check can fail: an episode is said to be longer. */
    @Test
    void theCheckNoticesALie() {
        Dataset dataset = ExportSamples.dataset(new RowShape(2, 2, 0, 0), 4);
        List<Integer> lie = new ArrayList<>(lengths(dataset));
        lie.set(0, lie.get(0) + 1);
        assertThatThrownBy(() -> check(dataset, lie))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rows expected");
    }

    @Test
    void theToolsOfHdf5ReadTheHeaders() throws Exception {
        Path ours = directory.resolve("task-001.h5");
        DatasetWriter.write(ours, PythonSamples.mujocoDataset(), PythonSamples.mujocoProvenance());
        assertThat(h5dump(ours)).contains("DATASET \"next_observations\"", "content_sha256");
        Path plain = directory.resolve("plain.hdf5");
        Export.d4rl(plain, Existing.REFUSE, PythonSamples.mujocoDataset());
        assertThat(h5dump(plain))
                .contains("DATASET \"qpos\"", "\"FALSE\"")
                .doesNotContain("ATTRIBUTE");
    }

    private static String h5dump(Path file) throws Exception {
        Process process =
                new ProcessBuilder("h5dump", "-H", file.toString())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
