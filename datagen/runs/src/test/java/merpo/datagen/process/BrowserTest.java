package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Path program(String name, String word) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho " + word + " \"$@\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
