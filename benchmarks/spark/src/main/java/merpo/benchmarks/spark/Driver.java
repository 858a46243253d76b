package merpo.benchmarks.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The program of {@code spark-submit}: reads orders, a line each, and says what becomes of them.
 * The end of its input is its end, and that of all that it began.
 */
public final class Driver {
    private static final String SPARK = "4."; // whose classes it was compiled with

    private Driver() {}

    /** Takes no arguments; everything comes by lines. */
    public static void main(String[] words) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // nobody else's lines get in between
        String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
        if (!version.startsWith(SPARK)) {
            say(
                    answers,
                    new Message("refused")
                            .with(
                                    "reason",
                                    "spark-submit is Spark %s, must be %sx"
                                            .formatted(version, SPARK)));
            return;
        }
        // Classes of Spark are met behind this line alone: another version may lack them.
        try (Cluster cluster = new Cluster(message -> say(answers, message))) {
            say(answers, new Message("ready").with("version", version));
            BufferedReader orders =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                cluster.start(Message.of(line));
            }
        } catch (RuntimeException failure) {
            say(answers, new Message("refused").with("reason", Reasons.of(failure)));
            throw failure;
        }
    }

    private static void say(PrintStream answers, Message message) {
        byte[] line = (message.line() + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (answers) {
            answers.write(line, 0, line.length);
            answers.flush();
        }
    }
}
