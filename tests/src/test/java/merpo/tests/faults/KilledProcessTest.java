package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.storage.FileDigest;
import merpo.datagen.storage.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments: under a final name stands a whole file or none, and the same command
 * again, killed or not, ends with what an undisturbed one makes.
 */
final class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("merpo.faults.kills", 25);

    @TempDir Path temp;

    /** In two directories at a time. */
    @Test
    void aKilledGenerationLosesNothing() throws Exception {
        Undisturbed whole = Undisturbed.generation();
        ExecutorService lanes = Executors.newFixedThreadPool(2);
        try {
            Future<FaultCount> first =
                    lanes.submit(() -> generations(whole, "one", 23).kill("kill", KILLS / 2));
            Future<FaultCount> second =
                    lanes.submit(
                            () -> generations(whole, "two", 29).kill("kill", KILLS - KILLS / 2));
            first.get().and(second.get(), "kill -9 of generate").report();
        } finally {
            lanes.shutdownNow();
        }
    }

    private Killer generations(Undisturbed whole, String lane, long seed) {
        return new Killer(
                whole, (root, file) -> requireData(whole, root, file), temp.resolve(lane), seed);
    }

    @Test
    void aKilledTrainingLosesNothing() throws Exception {
        Undisturbed whole = Undisturbed.training();
        new Killer(whole, (root, file) -> requireTraining(whole, root, file), temp, 31)
                .kill("kill -9 of behaviors", Math.max(1, KILLS * 8 / 25))
                .report();
    }

    private static void requireData(Undisturbed whole, Path root, Path file) throws IOException {
        if (file.getFileName().toString().equals(Manifest.FILE_NAME)) {
            assertThat(Manifest.load(file.getParent()).verify(file.getParent())).isEmpty();
            return;
        }
        requireFinal(whole, root, file);
        if (file.toString().endsWith(".h5")) {
            assertThat(DatasetReader.read(file).dataset().size()).isEqualTo(75);
        }
    }

    /** All but the learner's state, which grows old, have their last content at once. */
    private static void requireTraining(Undisturbed whole, Path root, Path file)
            throws IOException {
        String name = file.getFileName().toString();
        if (name.equals("training.json")) {
            assertThat(BehaviorRun.open(root).plan().tasks()).hasSize(4);
        }
        if (name.equals("learner.safetensors")) {
            assertThat(Safetensors.read(file).tensors()).containsKey("target");
        } else {
            requireFinal(whole, root, file);
        }
    }

    private static void requireFinal(Undisturbed whole, Path root, Path file) throws IOException {
        assertThat(FileDigest.sha256(file))
                .isEqualTo(whole.digests().get(root.relativize(file).toString()));
    }
}
