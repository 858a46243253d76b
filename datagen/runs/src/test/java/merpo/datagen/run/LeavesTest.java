package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage left is known by its content. */
final class LeavesTest {
    private static final List<String> NAMES = List.of("a.csv", "model/b.csv");

    @TempDir Path root;

    @BeforeEach
    void leave() throws IOException {
        Files.createDirectories(root.resolve("model"));
        Files.writeString(root.resolve("a.csv"), "step\n1\n");
        Files.writeString(root.resolve("model/b.csv"), "step\n2\n");
    }

    @Test
    void whatIsAsItWasLeftHasNoFlaw() {
        Leaves.seal(root, NAMES);
        assertThat(Leaves.flaw(root, NAMES)).isEmpty();
    }

    @Test
    void anotherFileOfTheSameKindIsNamed() throws IOException {
        Leaves.seal(root, NAMES);
        Files.writeString(root.resolve("model/b.csv"), "step\n3\n");
        assertThat(Leaves.flaw(root, NAMES))
                .contains("model/b.csv is not the file that was made here");
        Leaves.seal(root, List.of("model/b.csv")); // made again
        assertThat(Leaves.flaw(root, NAMES)).isEmpty();
    }

    @Test
    void missingAndDamagedAreCalledSo() throws IOException {
        Leaves.seal(root, NAMES);
        Files.writeString(root.resolve("a.csv"), "step\n1,2\n");
        assertThat(Leaves.flaw(root, NAMES)).contains("a.csv is damaged");
        Files.delete(root.resolve("a.csv"));
        assertThat(Leaves.flaw(root, NAMES)).contains("a.csv is missing");
    }

    /** A run of before there were digests is believed, as it was then. */
    @Test
    void whatWasNeverSealedIsBelieved() throws IOException {
        Leaves.seal(root, List.of("a.csv"));
        Files.writeString(root.resolve("model/b.csv"), "step\n3\n");
        assertThat(Leaves.flaw(root, NAMES)).isEmpty();
        Files.delete(root.resolve(Leaves.FILE));
        Files.writeString(root.resolve("a.csv"), "step\n3\n");
        assertThat(Leaves.flaw(root, NAMES)).isEmpty();
    }

    /** SHA-256 of "abc" is known by heart. */
    @Test
    void theDigestsStandAsSha256sumReadsThem() throws IOException {
        Files.writeString(root.resolve("model/c"), "abc");
        Leaves.seal(root, List.of("model/c", "nowhere"));
        assertThat(root.resolve("stages.sha256"))
                .hasContent(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  model/c\n");
    }
}
