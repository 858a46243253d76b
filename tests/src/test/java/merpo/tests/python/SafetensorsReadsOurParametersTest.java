package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.storage.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package safetensors finds every name, shape, number and text, and writes it back. */
final class SafetensorsReadsOurParametersTest {
    private static final PythonClient PYTHON = PythonClient.with("safetensors", "numpy");

    @TempDir private Path directory;

    private static Safetensors ours() {
        return Safetensors.of(
                Map.of(
                        "actor",
                        Safetensors.Tensor.of(new float[] {1, -2.5f, 3, 4, 1e-30f, 6}, 2, 3),
                        "scale",
                        Safetensors.Tensor.of(new float[] {0.1f}),
                        "position",
                        Safetensors.Tensor.of(new double[] {Math.PI, 1e-300}, 2, 1),
                        "none",
                        Safetensors.Tensor.of(new float[0], 0, 4)),
                Map.of("seed", "7", "note", "f\u00fcr \"alle\""));
    }

    private Path expectation(double first) throws IOException {
        Path file = directory.resolve("expected.json");
        Map<String, Object> expected =
                Map.of(
                        "tensors",
                        Map.of(
                                "actor",
                                List.of(List.of(2, 3), List.of(first, -2.5, 3, 4, 1e-30f, 6)),
                                "scale",
                                List.of(List.of(), List.of((double) 0.1f)),
                                "position",
                                List.of(List.of(2, 1), List.of(Math.PI, 1e-300)),
                                "none",
                                List.of(List.of(0, 4), List.of())),
                        "metadata",
                        ours().metadata());
        new ObjectMapper().writeValue(file.toFile(), expected);
        return file;
    }

    @Test
    void pythonReadsWhatWeWriteAndWeReadWhatItWrites() throws IOException {
        Path file = directory.resolve("ours.safetensors");
        Path back = directory.resolve("theirs.safetensors");
        ours().write(file);
        String printed =
                PYTHON.run(
                        "check_safetensors.py",
                        file.toString(),
                        expectation(1).toString(),
                        back.toString());
        assertThat(printed).contains("4 tensors", "as specified");
        Safetensors theirs = Safetensors.read(back);
        assertThat(theirs.metadata()).isEqualTo(ours().metadata());
        assertThat(theirs.tensors().keySet()).isEqualTo(ours().tensors().keySet());
        ours().tensors()
                .forEach(
                        (name, tensor) ->
                                assertThat(theirs.tensors().get(name).shape())
                                        .isEqualTo(tensor.shape()));
        assertThat(theirs.values("actor")).isEqualTo(ours().values("actor"));
        assertThat(theirs.values("scale")).isEqualTo(ours().values("scale"));
        assertThat(theirs.doubles("position")).isEqualTo(ours().doubles("position"));
    }

    /** The check can fail: the first number is said to be another. */
    @Test
    void theCheckNoticesALie() throws IOException {
        Path file = directory.resolve("ours.safetensors");
        ours().write(file);
        Path lie = expectation(1.5);
        assertThatThrownBy(
                        () ->
                                PYTHON.run(
                                        "check_safetensors.py",
                                        file.toString(),
                                        lie.toString(),
                                        directory.resolve("back").toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("actor: numbers");
    }
}
