package merpo.envs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
    @TempDir private Path directory;

    private void expectOnly(String... names) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void publishesUnderTheFinalNameOnly() throws IOException {
        Path file = directory.resolve("a.txt");
        AtomicFile.write(file, Existing.REFUSE, "one");
        AtomicFile.write(file, Existing.REPLACE, "two");
        assertThat(file).hasContent("two");
        expectOnly("a.txt");
    }

    @Test
    void refusesAnExistingFile() throws IOException {
        Path file = directory.resolve("a.txt");
        AtomicFile.write(file, Existing.REFUSE, "one");
        assertThatThrownBy(() -> AtomicFile.write(file, Existing.REFUSE, "two"))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("one");
    }

    @Test
    void aFailureInTheMiddleLeavesTheOldFile() throws IOException {
        Path file = directory.resolve("a.txt");
        AtomicFile.write(file, Existing.REFUSE, "one");
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        Existing.REPLACE,
                                        temporary -> {
                                            Files.writeString(temporary, "tw");
                                            throw new IOException("disk full");
                                        }))
                .hasMessage("disk full");
        assertThat(file).hasContent("one");
        expectOnly("a.txt");
    }

    @Test
    void linksAreFollowedToWhatTheyPointTo() throws IOException {
        Path file = directory.resolve("below").resolve("a.txt");
        Files.createDirectories(file.getParent());
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("second"));
        Files.createSymbolicLink(directory.resolve("second"), Path.of("below", "a.txt"));
        AtomicFile.write(first, Existing.REFUSE, "one"); // the end is not there yet
        AtomicFile.write(first, Existing.REPLACE, "two");
        assertThat(file).hasContent("two");
        assertThat(first).isSymbolicLink();
        assertThatThrownBy(() -> AtomicFile.write(first, Existing.REFUSE, "three"))
                .isInstanceOf(FileAlreadyExistsException.class);
        expectOnly("below", "first", "second");
    }

    @Test
    void aLinkToItselfIsNamed() throws IOException {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        assertThatThrownBy(() -> AtomicFile.write(loop, Existing.REPLACE, "one"))
                .hasMessageContaining(loop + " is a link that leads to links without end");
    }

    @Test
    void whatIsNoFileStaysWhatItIs() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path folder = Files.createDirectories(directory.resolve("folder"));
        for (Path taken : new Path[] {pipe, folder}) {
            assertThatThrownBy(() -> AtomicFile.write(taken, Existing.REPLACE, "one"))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining(taken.toString())
                    .hasMessageContaining("must be a file");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(pipe).exists().isNotEqualTo(folder);
        assertThat(Files.isRegularFile(pipe)).isFalse();
        expectOnly("pipe", "folder");
    }

    /** As root may write everywhere, the place is one where nobody may. */
    @Test
    void aPlaceThatTakesNoFilesIsNamed() throws IOException {
        Path letter = Files.writeString(directory.resolve("letter.txt"), "dear");
        Path below = letter.resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(below, Existing.REPLACE, "one"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s cannot be written: %s is a file, must be a directory. Nothing was published under this name. Free some space, or choose a directory that is writable"
                                .formatted(below, letter));
        assertThat(letter).hasContent("dear");
    }

    @Test
    void aVanishedTemporaryIsNamed() {
        Path file = directory.resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, Existing.REFUSE, Files::notExists))
                .hasMessageContaining("vanished")
                .hasMessageContaining("nothing was published");
        assertThat(file).doesNotExist();
    }

    /** 4194305 exceeds the largest process id of Linux, so nobody lives there. */
    @Test
    void leftoversOfTheDeadAreRemovedThoseOfTheLivingStay() throws IOException {
        String living = ".a.txt.tmp-" + ProcessHandle.current().pid() + "-999999";
        Files.writeString(directory.resolve(living), "x");
        Files.writeString(directory.resolve(".a.txt.tmp-4194305-1"), "x");
        Files.writeString(directory.resolve(".other.tmp-4194305-1"), "x");
        AtomicFile.write(directory.resolve("a.txt"), Existing.REFUSE, "one");
        expectOnly("a.txt", living, ".other.tmp-4194305-1");
    }
}
