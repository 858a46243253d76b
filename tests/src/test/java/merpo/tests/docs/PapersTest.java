package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PapersTest {
    /** {@code GapTest.name}, or {@code .name} of the class named last. */
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)?\\.(\\w+)`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        String papers = Files.readString(Path.of("..", "agents", "PAPERS.md"));
        String mistakes = papers.substring(papers.indexOf("## Easy mistakes"));
        Map<String, String> sources = sources();
        String test = "";
        for (MatchResult named : NAMED.matcher(mistakes).results().toList()) {
            test = named.group(1) == null ? test : named.group(1);
            assertThat(sources).containsKey(test);
            assertThat(sources.get(test)).as(test).contains("void " + named.group(2) + "(");
        }
        assertThat(test).isNotEmpty();
    }

    /** Text by class. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> agents = Files.walk(Path.of("..", "agents", "learners", "src", "test"));
                Stream<Path> datagen = Files.walk(Path.of("..", "datagen"))) {
            return Stream.concat(agents, datagen)
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(PapersTest::name, PapersTest::text));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
