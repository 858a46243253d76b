package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of agents/LIBRARY.md compile as they stand there, run, and do what is said. */
final class LibraryPageTest {
    private static final int MOST_LINES = 30;
    private static final Pattern PROGRAM =
            Pattern.compile("```java\n(.*?public final class (\\w+) .*?)```", Pattern.DOTALL);

    @TempDir Path directory;

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        PROGRAM.matcher(Repository.whole().page("agents/LIBRARY.md"))
                .results()
                .forEach(found -> programs.put(found.group(2), found.group(1)));
        return programs;
    }

    @Test
    void eachHasThirtyLinesAtMost() {
        assertThat(programs())
                .hasSize(5)
                .allSatisfy(
                        (name, text) ->
                                assertThat(text.lines().count())
                                        .as(name)
                                        .isLessThanOrEqualTo(MOST_LINES));
    }

    /** One after the other: the dataset that the second writes is what the next ones train on. */
    @Test
    void allOfThemRun() throws Exception {
        compile();
        String data = Files.createDirectory(directory.resolve("data")).toString();
        Path policy = directory.resolve("policy.safetensors");
        Path run = directory.resolve("run");

        assertThat(run("StepAnEnvironment")).containsPattern("returns \\[(-\\d+\\.\\d+(, )?){4}]");
        assertThat(run("WriteAndReadADataset", data)).contains("50 episodes");
        assertThat(run("TrainRac", data, policy.toString()).lines()).hasSize(50);
        assertThat(run("MeasureAPolicy", policy.toString()))
                .containsPattern("learned \\[-\\d+\\.\\d+, -\\d+\\.\\d+]");
        assertThat(run("TrainAsARun", data, run.toString())).isEmpty();
        assertThat(run("MeasureAPolicy", run.resolve("policy.safetensors").toString()))
                .contains("learned [-");
    }

    private void compile() throws Exception {
        List<String> words = new ArrayList<>(List.of("-Xlint:all,-path,-processing", "-Werror"));
        words.addAll(List.of("-proc:none", "-d", directory.toString()));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> program : programs().entrySet()) {
            Path file = directory.resolve(program.getKey() + ".java");
            words.add(Files.writeString(file, program.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = compiler.run(null, said, said, words.toArray(String[]::new));
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** What it printed. */
    private String run(String program, String... arguments) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(program)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
