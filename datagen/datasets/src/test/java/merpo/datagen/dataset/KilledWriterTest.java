package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import merpo.datagen.process.JavaProgram;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: under a final name stands a whole file, or none. */
final class KilledWriterTest {
    @TempDir private Path directory;

    /** The child: replaces four files for ever, and names each that is published. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            for (int i = 0; ; i++) {
                Dataset dataset = Samples.dataset(i, 2000, new RowShape(8, 2, 3, 3));
                Path file = directory.resolve("task-" + i % 4 + ".h5");
                DatasetWriter.write(file, Existing.REPLACE, dataset, Samples.provenance());
                System.out.println("published");
                System.out.flush();
            }
        }
    }

    @Test
    void aKilledWriterLeavesWholeFiles() throws Exception {
        int kills = Integer.getInteger("merpo.kills", 5);
        Random random = new Random(23);
        for (int kill = 0; kill < kills; kill++) {
            Process child = start();
            assertThat(child.getInputStream().read()).isNotEqualTo(-1); // the first is published
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            child.destroyForcibly().waitFor();
            for (Path file : finalNames()) {
                assertThat(DatasetReader.read(file).dataset().episodes()).hasSize(2000);
            }
        }
        assertThat(finalNames()).isNotEmpty();
        Dataset last = Samples.dataset();
        for (int i = 0; i < 4; i++) {
            Path file = directory.resolve("task-" + i + ".h5");
            DatasetWriter.write(file, Existing.REPLACE, last, Samples.provenance());
        }
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).as("temporaries of the dead are cleared").hasSize(4);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        JavaProgram.command(
                                List.of("-Xmx256m"),
                                Child.class.getName(),
                                List.of(directory.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<Path> finalNames() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().endsWith(".h5")).toList();
        }
    }
}
