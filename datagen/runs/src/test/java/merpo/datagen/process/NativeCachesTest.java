package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeCachesTest {
    @TempDir Path temp;

    @Test
    void theFolderIsOfOneUserAndFoundAgain() throws Exception {
        Path folder = NativeCaches.own(temp);
        Object id = Files.getAttribute(temp, "unix:uid");
        assertThat(folder).hasFileName("merpo-" + id);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(NativeCaches.own(temp)).isEqualTo(folder);
        assertThat(temp.toFile().list()).containsExactly(folder.getFileName().toString());
    }

    @Test
    void withoutAnyPlaceToUnpackTheRemedyIsNamed() {
        String home = System.getProperty("user.home");
        String temporary = System.getProperty("java.io.tmpdir");
        try {
            System.setProperty("user.home", temp.resolve("no-home").toString());
            System.setProperty("java.io.tmpdir", temp.resolve("no-temp").toString());
            assertThatThrownBy(() -> NativeCaches.prepare(Map.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("no-home nor the temporary folder")
                    .hasMessageContaining("-Djava.io.tmpdir=DIR");
        } finally {
            System.setProperty("user.home", home);
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    /** Code is loaded from there: whoever else could write it would run as this user. */
    @Test
    void aFolderThatOthersMayWriteIsRefused() throws Exception {
        Path folder = NativeCaches.own(temp);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> NativeCaches.own(temp))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(folder + " must be a directory of user")
                .hasMessageContaining("java.io.tmpdir");
        Files.delete(folder);
        Files.createSymbolicLink(folder, Files.createDirectory(temp.resolve("elsewhere")));
        assertThatThrownBy(() -> NativeCaches.own(temp)).isInstanceOf(Refusal.class);
    }
}
