package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    @TempDir Path temp;

    @Test
    void withoutABrowserItSaysWhatToInstall() {
        assertThatThrownBy(() -> Browser.find(null, temp.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("apt-get install chromium")
                .hasMessageContaining("MERPO_BROWSER");
        assertThatThrownBy(() -> Browser.find("/nowhere/chrome", temp.toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("MERPO_BROWSER is /nowhere/chrome");
    }

    /** A program that prints where it was sent stands for a browser. */
    @Test
    void theNamedOneComesBeforeThePath() throws Exception {
        program("bin/chromium", "found");
        Path named = program("named", "chosen");
        String path = temp.resolve("bin").toString();
        Path page = temp.resolve("page.html");
        assertThat(Browser.find(null, path).document(page, "x=1"))
                .startsWith("found --headless")
                .contains("page.html#x=1");
        assertThat(Browser.find(named.toString(), path).document(page, "")).startsWith("chosen");
    }

    @Test
    void aBrowserThatFailsIsQuoted() throws IOException {
        Path broken = temp.resolve("broken");
        Files.writeString(broken, "#!/bin/sh\necho no display >&2\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(
                        () ->
                                Browser.find(broken.toString(), "")
                                        .document(temp.resolve("page.html"), ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 3: no display");
    }

    /**
     * Browsers live on for a minute when whoever started them goes; their profile for ever. To the
     * JVM an interrupt is the same, but where a shell has started it in the background it hears
     * none.
     */
    @Test
    void aTerminationLeavesNeitherProcessesNorFolders() throws Exception {
        Path started = temp.resolve("started");
        Path slow = temp.resolve("slow");
        Files.writeString(
                slow, "#!/bin/sh\nsleep 600 &\necho $! $$ > %s\nsleep 600\n".formatted(started));
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        Path folders = Files.createDirectory(temp.resolve("folders"));
        Process java =
                new ProcessBuilder(
                                JavaProgram.command(
                                        List.of("-Djava.io.tmpdir=" + folders),
                                        Opener.class.getName(),
                                        List.of(slow.toString())))
                        .inheritIO()
                        .start();
        try {
            for (int i = 0; i < 300 && !Files.exists(started); i++) {
                Thread.sleep(100);
            }
            assertThat(folders).isNotEmptyDirectory();
            new ProcessBuilder("kill", "-TERM", Long.toString(java.pid())).start().waitFor();
            assertThat(java.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            java.destroyForcibly();
        }
        for (String id : Files.readString(started).strip().split(" ", -1)) {
            for (int i = 0; i < 100 && lives(id); i++) {
                Thread.sleep(100);
            }
            assertThat(lives(id)).as("process %s", id).isFalse();
        }
        assertThat(folders).isEmptyDirectory();
    }

    /** Whether it runs: one that nobody has buried yet is gone. */
    private static boolean lives(String id) {
        try {
            return !Files.readString(Path.of("/proc", id, "stat")).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    /** A program that opens a page in a browser. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) throws IOException {
            System.out.println(Browser.find(args[0], "").document(Path.of("page.html"), ""));
        }
    }

    private Path program(String name, String word) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho " + word + " \"$@\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
