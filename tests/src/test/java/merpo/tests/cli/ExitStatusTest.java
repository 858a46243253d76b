package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every line of {@code benchmarks/exit-status.md}. */
final class ExitStatusTest {
    private static final Path PAGE = Path.of("../benchmarks/exit-status.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(.+)` \\| (\\d+) \\|", Pattern.MULTILINE);

    @TempDir static Path temp;
    private static Shell shell;

    @BeforeAll
    static void prepare() throws Exception {
        shell = Shell.in(temp);
        Files.writeString(temp.resolve("letter.txt"), "dear");
        ok("./merpo envs tasks half-cheetah-vel --training 2 --test 1 --out tasks.json");
        ok("./merpo generate --env hopper --quality random --transitions 20 --out data");
        byte[] whole = Files.readAllBytes(temp.resolve("data/random/task-000.h5"));
        Files.write(temp.resolve("broken.h5"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static void ok(String line) throws IOException, InterruptedException {
        Shell.Result result = shell.run(line);
        assertThat(result.status()).as(line + "\n" + result.printed()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfThePageEndsAsItSays() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();
        assertThat(rows).hasSizeGreaterThan(70);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.group(1), () -> endsAsItSays(row)));
    }

    private static void endsAsItSays(MatchResult row) throws Exception {
        Shell.Result result = shell.run(row.group(1));
        int status = Integer.parseInt(row.group(2));
        assertThat(result.status()).as(result.printed()).isEqualTo(status);
        assertThat(result.printed()).doesNotContain("Exception", "\tat ");
        if (status == 2) {
            assertThat(result.printed()).startsWith("merpo: ").contains("Help: ./merpo");
            assertThat(temp.resolve("g")).as("nothing is made").doesNotExist();
        }
    }
}
