package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorEngineTest {
    @TempDir Path temp;

    /** A program that knows nothing of threads: what the engine has before and after a product. */
    static final class Stranger {
        public static void main(String[] args) {
            if (args.length > 0) {
                NDManager.newBaseManager().close(); // the engine is there before us
            }
            try (NDManager manager = TensorEngine.manager()) {
                manager.ones(new ai.djl.ndarray.types.Shape(2, 2))
                        .matMul(manager.ones(new ai.djl.ndarray.types.Shape(2, 2)));
            }
            System.out.println("threads " + JniUtils.getNumThreads());
        }
    }

    @Test
    void threadsThatAreNoNumberAreRefusedByTheirProperty() {
        for (String wrong : List.of("0", "-1", "many", "")) {
            assertThatThrownBy(() -> TensorEngine.wanted(wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("-Dai.djl.pytorch.num_threads is \"" + wrong + "\"");
        }
        assertThat(TensorEngine.wanted("2")).isEqualTo(2);
        assertThat(TensorEngine.wanted(null)).isNull();
    }

    @AfterEach
    void asBefore() {
        TensorEngine.threads(1);
        TensorEngine.settle();
    }

    private String stranger(Map<String, String> environment, List<String> options, String... words)
            throws IOException, InterruptedException {
        Path output = temp.resolve("output");
        ProcessBuilder program =
                new ProcessBuilder(
                        JavaProgram.command(options, Stranger.class.getName(), List.of(words)));
        program.environment().remove("OMP_NUM_THREADS");
        program.environment().putAll(environment);
        program.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Test
    void aProgramThatSetsNothingHasOneThread() throws Exception {
        assertThat(stranger(Map.of(), List.of())).contains("threads 1");
        assertThat(stranger(Map.of(), List.of(), "engine first")).contains("threads 1");
    }

    @Test
    void whatWasChosenStays() throws Exception {
        assertThat(stranger(Map.of(), List.of("-Dai.djl.pytorch.num_threads=2")))
                .contains("threads 2");
        assertThat(stranger(Map.of("OMP_NUM_THREADS", "2"), List.of())).contains("threads 2");
    }

    @Test
    void anotherPyTorchInTheEnvironmentIsNamed() throws Exception {
        assertThat(stranger(Map.of("PYTORCH_VERSION", "1.13.1"), List.of()))
                .contains("PYTORCH_VERSION is \"1.13.1\"", "env -u PYTORCH_VERSION");
        assertThatThrownBy(
                        () ->
                                EngineLibraries.requireOwn(
                                        Map.of("DJL_DEFAULT_ENGINE", "MXNet"), "2.7.1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("DJL_DEFAULT_ENGINE is \"MXNet\"");
        EngineLibraries.requireOwn(Map.of("PYTORCH_VERSION", "2.7.1"), "2.7.1");
    }

    @Test
    void smallThingsAreDoneByOneThread() {
        TensorEngine.engine();
        TensorEngine.threads(2);
        assertThat(TensorEngine.<Integer>withOneThread(TensorEngineTest::settled)).isEqualTo(1);
        assertThatThrownBy(() -> TensorEngine.threads(0)).hasMessageContaining("at least 1");
    }

    private static int settled() {
        TensorEngine.settle();
        return JniUtils.getNumThreads();
    }

    /** Loaded, they would end the process (SIGBUS). */
    @Test
    void librariesThatWereCutShortAreUnpackedAgain() throws Exception {
        Path cache = temp.resolve("cache");
        Map<String, String> ours = Map.of("DJL_CACHE_DIR", cache.toString());
        assertThat(stranger(ours, List.of())).contains("threads 1");
        Path library;
        try (var files = Files.walk(cache)) {
            library =
                    new ArrayList<>(files.filter(file -> file.endsWith("libc10.so")).toList())
                            .get(0);
        }
        long size = Files.size(library);
        try (var channel = Files.newByteChannel(library, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
        assertThat(stranger(ours, List.of())).contains("threads 1");
        assertThat(library).hasSize(size);
    }
}
