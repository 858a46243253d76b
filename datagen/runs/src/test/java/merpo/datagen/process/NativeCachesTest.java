package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
                    .hasMessageContaining("MERPO_CACHE=DIR");
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
                .hasMessageContaining("MERPO_CACHE=DIR");
        Files.delete(folder);
        Files.createSymbolicLink(folder, Files.createDirectory(temp.resolve("elsewhere")));
        assertThatThrownBy(() -> NativeCaches.own(temp)).isInstanceOf(Refusal.class);
    }

    /** Class path of folders here; of a jar its digest is part of the name. */
    @Test
    void whoeverNamesADiskGetsAFolderThere() throws Exception {
        String javacpp = "org.bytedeco.javacpp.cachedir";
        String path = System.getProperty("java.class.path");
        Path jar = temp.resolve("one.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("lib.so"));
            zip.write(1);
        }
        Path disk = temp.resolve("scratch");
        try {
            System.setProperty("java.class.path", jar.toString());
            NativeCaches.prepare(Map.of(NativeCaches.CHOSEN, disk.toString()));
            String folder = NativeCaches.own(disk).toString();
            assertThat(System.getProperty("DJL_CACHE_DIR")).isEqualTo(folder + "/djl");
            assertThat(System.getProperty(javacpp)).matches(folder + "/javacpp-[0-9a-f]{8}");
        } finally {
            System.setProperty("java.class.path", path);
            System.clearProperty("DJL_CACHE_DIR");
            System.clearProperty(javacpp);
        }
    }
}
