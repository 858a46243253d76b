package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class FailuresTest {
    /** Without a locale Java's file names have seven bits: the jar alone cannot mend that. */
    @Test
    void aNameThatTheLocaleCannotWriteIsMendedByAnotherLocale() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Merpo()).setErr(new PrintWriter(err, true));
        ParameterException failure =
                new ParameterException(
                        line,
                        "cannot convert 'gr\u00fcn' to interface java.nio.file.Path",
                        new InvalidPathException("gr\u00fcn", "unmappable characters"));
        assertThat(new Failures(false).handleParseException(failure, new String[0])).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "\"gr\u00fcn\" has letters that the locale's character set",
                        "LC_ALL=C.UTF-8")
                .doesNotContain("java.nio");
    }
}
