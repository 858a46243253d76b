package merpo.tests.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import merpo.benchmarks.cli.Merpo;

/** The command line within this process: its exit status, and what the last command printed. */
public final class CommandLineInProcess {
    private String out = "";
    private String err = "";

    /** Runs {@code merpo WORDS}. */
    public int run(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(outText, true),
                        new PrintWriter(errText, true),
                        Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    public String out() {
        return out;
    }

    public String err() {
        return err;
    }
}
