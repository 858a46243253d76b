package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The progress bar in a real terminal whose window a person pulls at. */
final class TerminalTest {
    private static final Path SCRIPT = Path.of("src/test/python/terminal.py").toAbsolutePath();

    @TempDir Path temp;

    /** A line as wide as the window would wrap at the next: the cursor keeps the last column. */
    @Test
    void theBarIsRedrawnInOneLineOfEveryWindow() throws Exception {
        List<Integer> widths = List.of(80, 40, 120, 20);
        String line =
                "JAVA_TOOL_OPTIONS=-Dmerpo.terminal=true timeout 120 python3 %s 80,40,120,20"
                        + " ./merpo behaviors --env point-robot-wind --scale paper --out run";
        Shell.Result result = Shell.in(temp).run(line.formatted(SCRIPT));
        assertThat(result.status()).as(result.printed()).isZero();
        List<String> lines = result.printed().strip().lines().toList();
        assertThat(lines).hasSize(widths.size());
        for (int i = 0; i < widths.size(); i++) {
            String[] numbers = lines.get(i).split(" ", -1);
            assertThat(numbers[0]).isEqualTo(widths.get(i).toString());
            assertThat(Integer.parseInt(numbers[1])).as("drawn").isGreaterThan(4);
            assertThat(Integer.parseInt(numbers[2])).isBetween(10, widths.get(i) - 1);
        }
    }
}
