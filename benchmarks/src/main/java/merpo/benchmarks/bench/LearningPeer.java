package merpo.benchmarks.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import merpo.benchmarks.bench.learning.LearningCase;
import merpo.benchmarks.bench.learning.LearningWork;
import merpo.datagen.run.Memory;

/**
 * Our side of {@link LearningBench}: {@code LearningPeer WORK}. Answers {@code round SECONDS} with
 * {@code UPDATES SECONDS}, and {@code memory} with the bytes outside and inside of the Java heap.
 */
final class LearningPeer {
    private LearningPeer() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (NDManager manager = NDManager.newBaseManager();
                LearningCase learning = LearningWork.named(args[0]).opening().apply(manager)) {
            learning.run(1);
            out.println(
                    "ready java="
                            + Runtime.version()
                            + "; pytorch="
                            + Engine.getInstance().getVersion());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                out.println(
                        switch (words[0]) {
                            case "round" -> round(learning, Double.parseDouble(words[1]));
                            case "memory" -> memory();
                            default -> "failed unknown request \"" + line + "\"";
                        });
            }
        } catch (RuntimeException e) {
            out.println("failed " + e.getMessage());
        }
    }

    private static String round(LearningCase learning, double seconds) {
        long begin = System.nanoTime();
        long limit = Math.round(seconds * 1e9);
        long updates = 0;
        long elapsed;
        do {
            learning.run(1);
            updates++;
            elapsed = System.nanoTime() - begin;
        } while (elapsed < limit);
        return updates + " " + elapsed * 1e-9;
    }

    /** The heap has one size from the start, so that the rest of what is resident is native. */
    private static String memory() {
        long resident = Memory.now().resident();
        long committed = Runtime.getRuntime().totalMemory();
        System.gc(); // what is in use, not what waits to be collected
        return (resident - committed) + " " + Memory.now().heap();
    }
}
