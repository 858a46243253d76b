package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where digits are other letters the library names files as everywhere, and finds them again. */
class OtherDigitsTest {
    private final Locale usual = Locale.getDefault();
    @TempDir private Path temp;

    @AfterEach
    void usually() {
        Locale.setDefault(usual);
    }

    private void merpo(Object... words) {
        StringWriter err = new StringWriter();
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        int status = Merpo.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), args);
        assertThat(status).as(err.toString()).isZero();
    }

    private List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    private List<String> everything(String folder) throws IOException {
        Path root = temp.resolve(folder);
        merpo(
                "behaviors",
                "--env",
                "half-cheetah-fwd-back",
                "--scale",
                "smoke",
                "--set",
                "steps=400",
                "--out",
                root);
        Path data = root.resolve("data");
        merpo(
                "generate",
                "--env",
                "half-cheetah-fwd-back",
                "--quality",
                "medium",
                "--transitions",
                400,
                "--out",
                data);
        return names(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-SA-u-nu-arab"})
    void namesAreTheSame(String language) throws IOException {
        Locale.setDefault(Locale.ROOT);
        List<String> expected = everything("usual");
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(String.format("%d", 1)).isNotEqualTo("1");
        assertThat(everything("other")).isEqualTo(expected);
        assertThat(expected).contains("data/medium/task-000.h5");
    }
}
