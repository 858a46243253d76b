package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.storage.Safetensors;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters and policies. */
final class SafetensorsFuzzTest {
    private static final AnyFile FILE = AnyFile.named("policy.safetensors");

    static Stream<byte[]> seeds() throws IOException {
        Path file = FILE.directory().resolve("seed");
        Safetensors.of(
                        Map.of(
                                "actor/0/weight",
                                Safetensors.Tensor.of(new float[] {1, 2, 3, 4}, 2, 2),
                                "mean",
                                Safetensors.Tensor.of(new double[] {0.5}, 1)),
                        Map.of("algorithm", "rac", "tasks", "[]"))
                .write(file);
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, Safetensors::read, IOException.class);
    }
}
