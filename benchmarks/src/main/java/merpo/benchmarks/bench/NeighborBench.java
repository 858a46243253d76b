package merpo.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.AtomicText;

/**
 * Seconds of whole commands with one thread and with two, on a machine of their own and beside two
 * busy neighbours. Two threads that wait for each other were once several times slower than one
 * there.
 */
public final class NeighborBench {
    private static final int NEIGHBORS = 2;
    private static final long LIMIT_MINUTES = 20;

    /** Two threads beside neighbours take at most so many times what one takes there. */
    public static final double MOST = 1.2;

    private final String program;
    private final int rounds;
    private final Path folder;

    /**
     * @param program name of the class that reads merpo's arguments
     * @param rounds of each command, at least 1
     * @param folder for what the commands write
     */
    public NeighborBench(String program, int rounds, Path folder) {
        this.program = program;
        this.rounds = rounds;
        this.folder = folder;
    }

    /**
     * The best of the rounds of one command.
     *
     * @param neighbors busy threads of another process beside it
     * @param seconds from its start to its end
     */
    public record Row(String command, int neighbors, int threads, double seconds) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%-10s %9d %8d %8.1f", command, neighbors, threads, seconds);
        }
    }

    /**
     * Measures all, in an order that gives every kind of row the same machine.
     *
     * @param told of each row
     * @throws ProgramException where a command fails
     */
    public List<Row> measure(Consumer<Row> told) throws ProgramException, IOException {
        Path data = folder.resolve("data");
        run(
                List.of(
                        "generate",
                        "--env",
                        "half-cheetah-fwd-back",
                        "--quality",
                        "medium",
                        "--transitions",
                        "20000",
                        "--out",
                        data.toString()));
        List<Row> rows = new ArrayList<>();
        for (String command : List.of("generate", "behaviors", "train")) {
            for (int neighbors : List.of(0, NEIGHBORS)) {
                for (Row row : rows(command, neighbors, data)) {
                    rows.add(row);
                    told.accept(row);
                }
            }
        }
        return rows;
    }

    /** With one thread and with two, in turns. */
    private List<Row> rows(String command, int neighbors, Path data)
            throws ProgramException, IOException {
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < rounds; round++) {
            for (int threads = 1; threads <= best.length; threads++) {
                String out = "%s-%d-%d-%d".formatted(command, neighbors, threads, round);
                List<String> words = new ArrayList<>(words(command, data));
                words.addAll(List.of("--threads", "" + threads));
                words.addAll(List.of("--out", folder.resolve(out).toString()));
                best[threads - 1] = Math.min(best[threads - 1], beside(neighbors, words));
            }
        }
        return List.of(
                new Row(command, neighbors, 1, best[0]), new Row(command, neighbors, 2, best[1]));
    }

    private static List<String> words(String command, Path data) {
        return switch (command) {
            case "generate" ->
                    List.of(
                            "generate",
                            "--env",
                            "halfcheetah",
                            "--quality",
                            "medium",
                            "--transitions",
                            "200000");
            case "behaviors" ->
                    List.of(
                            "behaviors",
                            "--env",
                            "half-cheetah-fwd-back",
                            "--scale",
                            "small",
                            "--set",
                            "steps=5000");
            default ->
                    List.of(
                            "train",
                            "rac",
                            "--data",
                            data.resolve("medium").toString(),
                            "--meta-policy",
                            "zoo:good",
                            "--scale",
                            "small",
                            "--set",
                            "steps=500",
                            "--set",
                            "learning.ensemble.maxSteps=500");
        };
    }

    /** Which commands are slower with two threads than they may be, in words. */
    public static List<String> missed(List<Row> rows) {
        List<String> missed = new ArrayList<>();
        for (Row two : rows) {
            if (two.threads() != 2 || two.neighbors() == 0) {
                continue;
            }
            double one =
                    rows.stream()
                            .filter(row -> row.threads() == 1)
                            .filter(row -> row.neighbors() == two.neighbors())
                            .filter(row -> row.command().equals(two.command()))
                            .findFirst()
                            .orElseThrow()
                            .seconds();
            if (two.seconds() > MOST * one) {
                missed.add(
                        String.format(
                                Locale.ROOT,
                                "missed: %s beside %d neighbours takes %.2f of one thread's time, at most %.1f",
                                two.command(),
                                two.neighbors(),
                                two.seconds() / one,
                                MOST));
            }
        }
        return missed;
    }

    /** Writes {@code neighbors.csv}. */
    public static void write(Path directory, List<Row> rows) {
        StringBuilder text = new StringBuilder("command,neighbors,threads,seconds\n");
        rows.forEach(
                row ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%s,%d,%d,%.2f\n",
                                        row.command(),
                                        row.neighbors(),
                                        row.threads(),
                                        row.seconds())));
        AtomicText.write(directory.resolve("neighbors.csv"), text.toString());
    }

    private double beside(int neighbors, List<String> words) throws ProgramException, IOException {
        AtomicBoolean ended = new AtomicBoolean();
        for (int i = 0; i < neighbors; i++) {
            Thread busy =
                    new Thread(
                            () -> {
                                while (!ended.get()) {
                                    Thread.onSpinWait();
                                }
                            },
                            "neighbor");
            busy.setDaemon(true);
            busy.start();
        }
        long began = System.nanoTime();
        try {
            run(words);
            return (System.nanoTime() - began) / 1e9;
        } finally {
            ended.set(true);
        }
    }

    private void run(List<String> words) throws ProgramException, IOException {
        Program.run(
                JavaProgram.command(ChildJvm.OPTIONS, program, words), "is timed", LIMIT_MINUTES);
    }
}
