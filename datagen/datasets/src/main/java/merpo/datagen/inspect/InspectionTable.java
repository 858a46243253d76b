package merpo.datagen.inspect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Provenance;

/** Several datasets, one per line of a terminal; all of one is shown where it is alone. */
final class InspectionTable {
    private static final String ROW = "%-25s %-13s %4s %7s %8s %9s  %s%n";
    private static final int FILE = 25; // characters

    private InspectionTable() {}

    static void print(Path directory, List<Inspection> all, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                ROW,
                "file",
                "quality",
                "task",
                "rows",
                "episodes",
                "return",
                "checks");
        for (Inspection one : all) {
            DatasetStatistics statistics = one.statistics();
            Provenance provenance = one.provenance();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    end(directory.relativize(one.file()).toString()),
                    provenance.quality().quality().text(),
                    provenance.task().index(),
                    statistics.transitions(),
                    statistics.episodes(),
                    String.format(Locale.ROOT, "%.2f", statistics.returnMean()),
                    one.sound() ? "pass" : "FAIL");
        }
        double[] returns = all.stream().flatMapToDouble(Inspection::episodeReturns).toArray();
        out.println("returns of all episodes");
        Histogram.of(returns).lines().forEach(out::println);
        for (Inspection one : all) {
            one.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Verdict.Outcome.FAIL)
                    .forEach(
                            verdict ->
                                    out.println(
                                            "fail "
                                                    + directory.relativize(one.file())
                                                    + ": "
                                                    + verdict.check()
                                                    + ": "
                                                    + verdict.detail()));
        }
        out.println(
                all.size()
                        + " files, all verified; tasks, policies and all checks of a file are shown where it is named");
    }

    /** Of a long path the end, which tells files apart. */
    private static String end(String path) {
        return path.length() <= FILE ? path : "\u2026" + path.substring(path.length() - FILE + 1);
    }
}
