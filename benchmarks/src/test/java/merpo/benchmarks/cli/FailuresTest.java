package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    /**
     * Without a locale Java's file names have seven bits, and the jar alone cannot mend that; in
     * every locale no file has the name of this test.
     */
    @Test
    void aNameThatTheLocaleCannotWriteIsMendedByAnotherLocale() {
        StringWriter err = new StringWriter();
        String[] words = {"train", "cql", "--data", "d", "--out", "gr\0n"};
        assertThat(Merpo.execute(new PrintWriter(err), new PrintWriter(err), words)).isEqualTo(2);
        assertThat(err.toString())
                .contains("option '--out': \"gr\0n\" has letters that the locale's character set")
                .contains("Run it with LC_ALL=C.UTF-8")
                .doesNotContain("java.nio");
    }

    @Test
    void anOptionBehindTheEndOfOptionsIsCalledSo() {
        StringWriter err = new StringWriter();
        String[] words = {"evaluate", "--", "-run", "--episodes", "1"};
        assertThat(Merpo.execute(new PrintWriter(err), new PrintWriter(err), words)).isEqualTo(2);
        assertThat(err.toString()).contains("--episodes stands behind \"--\"");
    }

    /** A variable of a script that was not set would mean the directory where one is. */
    @Test
    void anEmptyNameIsNoPlace() {
        StringWriter err = new StringWriter();
        for (String option : new String[] {"--data", "--out"}) {
            String[] words = {"train", "cql", option, ""};
            assertThat(Merpo.execute(new PrintWriter(err), new PrintWriter(err), words))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("option '" + option + "': it is empty");
        }
    }
}
