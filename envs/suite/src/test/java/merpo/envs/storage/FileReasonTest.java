package merpo.envs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReasonTest {
    @TempDir Path temp;

    /** Java's message of most is the name of the file again. */
    @Test
    void whatHappenedIsSaid() {
        assertThat(FileReason.of(new AccessDeniedException("x"))).contains("keep this user out");
        assertThat(FileReason.of(new NoSuchFileException("x"))).isEqualTo("there is no such file");
        assertThat(FileReason.of(new FileAlreadyExistsException("x")))
                .isEqualTo("another file is in the way");
        assertThat(FileReason.of(new FileSystemException("x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileReason.of(new IOException("torn"))).isEqualTo("torn");
        assertThat(FileReason.of(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThat(FileReason.unseen(temp.resolve("x"))).isEqualTo("there is no such file");
        assertThat(FileReason.unseen(temp)).isEqualTo("it is a directory");
    }
}
