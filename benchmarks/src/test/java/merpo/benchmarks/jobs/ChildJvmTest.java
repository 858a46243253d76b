package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ChildJvmTest {
    /** Tests run in the module's folder or, in an editor, at the root. */
    private static String launcher() throws IOException {
        Path here = Path.of("merpo").toAbsolutePath();
        return Files.readString(
                Files.isRegularFile(here) ? here : Path.of("..", "merpo").toAbsolutePath());
    }

    /** Every word of the launcher's {@code options=( ... )} that does not depend on its caller. */
    @Test
    void aChildHasTheOptionsOfTheLauncher() throws IOException {
        Matcher options = Pattern.compile("(?s)\\noptions=\\((.*?)\\n\\)").matcher(launcher());
        assertThat(options.find()).isTrue();
        List<String> words =
                options.group(1)
                        .lines()
                        .map(line -> line.replaceFirst("^\\s*#.*|\\s#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .flatMap(line -> Pattern.compile("\\s+").splitAsStream(line))
                        .map(word -> word.replace("\"", ""))
                        .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
                        .filter(word -> !word.startsWith("-Xmx") && !word.contains("$"))
                        .toList();
        assertThat(words).hasSizeGreaterThan(6);
        assertThat(ChildJvm.OPTIONS).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void theEnvironmentIsTheLaunchers() throws IOException {
        Map<String, String> exported = new HashMap<>();
        Pattern assignment = Pattern.compile("(\\w+)=(\\S+)");
        for (String line : launcher().lines().filter(l -> l.startsWith("export ")).toList()) {
            assignment
                    .matcher(line.replace("\"", ""))
                    .results()
                    .forEach(found -> exported.put(found.group(1), found.group(2)));
        }
        assertThat(exported).isEqualTo(ChildJvm.ENVIRONMENT);
    }

    @Test
    void aChildKnowsItsHeapItsParentAndItsWords() {
        Job job = TinyJob.job("a", "well", Path.of("runs"));
        Start start = new ChildJvm("merpo.Main").start(job);
        ProcessBuilder child = LocalPlace.builder(start);
        assertThat(child.command())
                .contains("-Xmx64m", "-Dmerpo.parent=" + ProcessHandle.current().pid())
                .endsWith("merpo.Main", "well", Path.of("runs", "a").toString(), "--resume");
        assertThat(child.environment()).containsEntry("DJL_OFFLINE", "true");
        assertThat(child.directory()).isEqualTo(Path.of("").toAbsolutePath().toFile());
    }
}
