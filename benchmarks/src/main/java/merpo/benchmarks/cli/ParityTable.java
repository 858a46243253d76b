package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Refusal;
import merpo.envs.Environments;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.rollout.Parity;
import merpo.envs.rollout.RolloutFile;
import merpo.envs.storage.AtomicFile;

/** Recorded rollouts beside the same played here: largest absolute differences. */
final class ParityTable {
    private static final String ROW = "%-24s %6s %6s %10s %10s %10s %10s  %s%n";
    private static final int NAMED = 5; // cases in a message

    private record Line(Path file, String environment, Parity parity) {}

    private final List<Line> lines = new ArrayList<>();

    private ParityTable() {}

    /** Plays files, and all JSON files in directories. */
    static ParityTable play(List<Path> cases) throws IOException {
        ParityTable table = new ParityTable();
        for (Path path : cases) {
            for (Path file : files(path)) {
                table.lines.add(play(file));
            }
        }
        return table;
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
                throw new Refusal(path + " holds no .json file. Name recorded rollouts");
            }
            return files;
        }
    }

    /** One line per environment, the worst of its cases. */
    void print(PrintWriter out) {
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

    /** Writes one row per case. */
    void write(Path file) throws IOException {
        StringBuilder text =
                new StringBuilder(
                        CsvLog.line(
                                "case",
                                "environment",
                                "steps",
                                "observations_first_10",
                                "observations_first_50",
                                "observations_all",
                                "rewards",
                                "flags_equal"));
        for (Line line : lines) {
            text.append(
                    CsvLog.line(
                            line.file,
                            line.environment,
                            line.parity.steps(),
                            line.parity.first10(),
                            line.parity.first50(),
                            line.parity.all(),
                            line.parity.rewards(),
                            line.parity.flagsEqual()));
        }
        AtomicFile.write(file, AtomicFile.Existing.REPLACE, text.toString());
    }

    /** Fails unless flags are equal in every case and no number differs by more. */
    void require(double tolerance) {
        List<String> apart =
                lines.stream()
                        .filter(line -> !line.parity.within(tolerance))
                        .map(line -> reason(line, tolerance))
                        .toList();
        if (!apart.isEmpty()) {
            throw new Refusal(
                    "%d of %d cases lie apart: %s%s. Is the case from MuJoCo %s with the same model?"
                            .formatted(
                                    apart.size(),
                                    lines.size(),
                                    String.join(
                                            "; ", apart.subList(0, Math.min(NAMED, apart.size()))),
                                    apart.size() > NAMED ? "; ..." : "",
                                    SimulationBatch.engineVersion()));
        }
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
