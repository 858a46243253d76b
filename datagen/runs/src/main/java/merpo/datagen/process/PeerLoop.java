package merpo.datagen.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What a {@link Peer} in Java does: greets, answers line by line, ends with its input. */
public final class PeerLoop {
    private PeerLoop() {}

    /** Gets ready. */
    @FunctionalInterface
    public interface Opening {
        Served open() throws IOException;
    }

    /** What is ready. */
    public interface Served extends AutoCloseable {
        /** Versions of what it runs, by name. */
        Map<String, Object> versions();

        /**
         * Answers a request.
         *
         * @param words of it
         */
        String answer(String... words) throws IOException;

        @Override
        default void close() {}
    }

    /** Says {@code failed REASON} where something goes wrong. */
    public static void serve(Opening opening) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Served served = opening.open()) {
            out.println(
                    served.versions().entrySet().stream()
                            .map(version -> version.getKey() + "=" + version.getValue())
                            .collect(Collectors.joining("; ", "ready ", "")));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(served, line));
            }
        } catch (RuntimeException e) {
            out.println("failed " + e.getMessage());
        }
    }

    private static String answer(Served served, String line) {
        try {
            return served.answer(line.split(" ", -1));
        } catch (RuntimeException | IOException e) {
            return "failed " + e.getMessage();
        }
    }

    /** The answer to {@code round SECONDS}: does a piece of work until so much time is over. */
    public static String round(double seconds, long piece, Runnable work) {
        long begin = System.nanoTime();
        long limit = Math.round(seconds * 1e9);
        long done = 0;
        long elapsed;
        do {
            work.run();
            done += piece;
            elapsed = System.nanoTime() - begin;
        } while (elapsed < limit);
        return done + " " + elapsed * 1e-9;
    }

    /** For whatever is asked that it does not know. */
    public static IllegalArgumentException unknown(String... words) {
        return new IllegalArgumentException("unknown request \"" + String.join(" ", words) + "\"");
    }
}
