package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.portable.PolicyFormat;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Policies as onnx and PyTorch write them act here; what is none is called what it is. */
final class GuestPoliciesTest {
    private static final String WIND = "point-robot-wind"; // sees 2 numbers, acts with 2

    /** What is said of each that cannot act. */
    private static final Map<String, String> ILL =
            Map.ofEntries(
                    Map.entry(
                            "wide.onnx",
                            "an observation of point-robot-wind, 2 numbers: .*Expected: 17"),
                    Map.entry(
                            "wide.pt",
                            "an observation of point-robot-wind, 2 numbers: .*1x2 and 17x2"),
                    Map.entry("many.onnx", "gives 6 numbers .* whose actions have 2"),
                    Map.entry("nan.onnx", "gives NaN for the observation"),
                    Map.entry("whole.onnx", "\"obs\" is INT64 of shape .* float32 or float64"),
                    Map.entry("image.onnx", "\"obs\" is .* must be rows"),
                    Map.entry("recurrent.onnx", "\\[obs, hidden\\], must have one"),
                    Map.entry("weights.pt", "weights alone .*torch.jit.script"),
                    Map.entry("torn.pt", "is no TorchScript that can be run"),
                    Map.entry("torn.onnx", "neither TorchScript nor ONNX"),
                    Map.entry("text.onnx", "neither TorchScript nor ONNX"),
                    Map.entry("empty.onnx", "neither TorchScript nor ONNX"),
                    Map.entry("absent.onnx", "is no file"));

    @TempDir static Path directory;

    @BeforeAll
    static void forge() {
        PoliciesTravelTest.PYTHON.run("forge_policies.py", directory.toString());
    }

    private static float[] act(String name, float... seen) throws IOException {
        try (GuestPolicy guest =
                GuestPolicy.open(directory.resolve(name), WIND, OptionalInt.of(3))) {
            assertThat(guest.tasks()).hasSize(1);
            return guest.act(seen).actions();
        }
    }

    /** Each computes (x / 2, -y / 2), for rows together or one at a time, in float32 or float64. */
    @TestFactory
    Stream<DynamicTest> soundOnesAct() {
        return Stream.of(
                        "float.onnx",
                        "double.onnx",
                        "single.onnx",
                        "flat.onnx",
                        "several.onnx",
                        "script.pt",
                        "trace.pt",
                        "double.pt")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () ->
                                                assertThat(act(name, 1, 0.5f, -0.25f, -1))
                                                        .containsExactly(
                                                                0.5f, -0.25f, -0.125f, 0.5f)));
    }

    @TestFactory
    Stream<DynamicTest> othersAreRefused() {
        return ILL.entrySet().stream()
                .map(
                        ill ->
                                DynamicTest.dynamicTest(
                                        ill.getKey(),
                                        () ->
                                                assertThatThrownBy(() -> act(ill.getKey(), 1, 1))
                                                        .isInstanceOf(Refusal.class)
                                                        .hasMessageContaining(ill.getKey())
                                                        .hasMessageMatching(
                                                                "(?s).*" + ill.getValue() + ".*")));
    }

    /** An export replaces an older export, and nothing that somebody else made. */
    @TestFactory
    Stream<DynamicTest> noneIsTakenForAnExport() {
        return Stream.of("float.onnx", "script.pt", "text.onnx", "empty.onnx")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () ->
                                                assertThatThrownBy(
                                                                () ->
                                                                        PolicyFormat
                                                                                .requireExported(
                                                                                        directory
                                                                                                .resolve(
                                                                                                        name)))
                                                        .isInstanceOf(IOException.class)));
    }

    @Test
    void whereItActsMustBeSaid() {
        Path file = directory.resolve("float.onnx");
        assertThatThrownBy(() -> GuestPolicy.open(file, "", OptionalInt.empty()))
                .hasMessageContaining("does not say in which environment")
                .hasMessageContaining("--env ID");
        assertThatThrownBy(() -> GuestPolicy.open(file, WIND, OptionalInt.of(1000)))
                .hasMessageContaining("--task is 1000, but point-robot-wind has the tasks 0, 1, ");
        assertThatThrownBy(() -> GuestPolicy.open(file, "point-robot-wnd", OptionalInt.empty()))
                .hasMessageContaining("Did you mean \"point-robot-wind\"?");
    }
}
