package merpo.datagen.inspect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Provenance;

/** Several datasets, one per line. */
final class InspectionTable {
    private static final String ROW = "%-32s %-8s %5s %6s %8s %9s %9s  %-10s %-6s %s%n";

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
                "std",
                "checkpoint",
                "checks",
                "parameters");
        for (Inspection one : all) {
            DatasetStatistics statistics = one.statistics();
            Provenance provenance = one.provenance();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    directory.relativize(one.file()),
                    provenance.quality().quality().text(),
                    provenance.task().index(),
                    statistics.transitions(),
                    statistics.episodes(),
                    String.format(Locale.ROOT, "%.2f", statistics.returnMean()),
                    String.format(Locale.ROOT, "%.2f", statistics.returnStd()),
                    InspectionText.checkpoints(provenance),
                    one.sound() ? "pass" : "FAIL",
                    InspectionText.parameters(provenance));
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
        out.println(all.size() + " files, all verified");
    }
}
