package merpo.envs.rollout;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import merpo.envs.Environments;

/**
 * Recorded rollouts beside the same played here: largest absolute differences.
 *
 * @param lines one for each case
 */
public record ParityTable(List<Line> lines) {
    private static final String ROW = "%-21s %5s %5s %9s %9s %9s %9s  %s%n";

    /**
     * A case.
     *
     * @param environment id
     */
    public record Line(Path file, String environment, Parity parity) {}

    public ParityTable {
        lines = List.copyOf(lines);
    }

    /** Plays files, and all JSON files in directories. */
    public static ParityTable play(List<Path> cases) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path path : cases) {
            for (Path file : files(path)) {
                lines.add(play(file));
            }
        }
        return new ParityTable(lines);
    }

    private static Line play(Path path) throws IOException {
        RolloutFile file = RolloutFile.read(path);
        Parity parity = file.parity();
        return new Line(path, Environments.named(file.given().id()).id(), parity);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files =
                    below.filter(file -> file.toString().endsWith(".json"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(
                        path + " holds no .json file. Name recorded rollouts");
            }
            return files;
        }
    }

    /** One line per environment, the worst of its cases. */
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                ROW,
                "environment",
                "cases",
                "steps",
                "obs to 10",
                "obs to 50",
                "obs all",
                "rewards",
                "flags");
        TreeMap<String, List<Parity>> groups = new TreeMap<>();
        for (Line line : lines) {
            groups.computeIfAbsent(line.environment, id -> new ArrayList<>()).add(line.parity);
        }
        groups.forEach((id, cases) -> print(out, id, cases));
    }

    private static void print(PrintWriter out, String environment, List<Parity> cases) {
        Parity worst = cases.stream().reduce(Parity::and).orElseThrow();
        out.printf(
                Locale.ROOT,
                ROW,
                environment,
                cases.size(),
                worst.steps(),
                brief(worst.first10()),
                brief(worst.first50()),
                brief(worst.all()),
                brief(worst.rewards()),
                worst.flagsEqual() ? "equal" : "DIFFER");
    }

    /** A clause for each case whose flags are not equal or of which a number differs by more. */
    public List<String> apart(double tolerance) {
        return lines.stream()
                .filter(line -> !line.parity.within(tolerance))
                .map(line -> reason(line, tolerance))
                .toList();
    }

    private static String reason(Line line, double tolerance) {
        Parity parity = line.parity;
        return line.file
                + (parity.flagsEqual()
                        ? " differs by %s, allowed is %s"
                                .formatted(
                                        brief(Math.max(parity.all(), parity.rewards())),
                                        brief(tolerance))
                        : " ends otherwise");
    }

    private static String brief(double difference) {
        return difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference);
    }
}
