package merpo.datagen.inspect;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Provenance;

/** Facts of a dataset in words, and all of an inspection for a terminal. */
public final class InspectionText {
    private InspectionText() {}

    /** What it is, one entry per line. */
    public static Map<String, String> facts(Inspection inspection) {
        DatasetStatistics statistics = inspection.statistics();
        Provenance provenance = inspection.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("file", inspection.file().toString());
        facts.put("format", inspection.format().text());
        facts.put("environment", provenance.environment().id());
        facts.put(
                "task",
                "%d of %d, %s, %s"
                        .formatted(
                                provenance.task().index(),
                                provenance.task().count(),
                                provenance.task().split().text(),
                                parameters(provenance)));
        facts.put("quality", provenance.quality().quality().text());
        facts.put(
                "behavior",
                "%s, %s, checkpoint %s"
                        .formatted(
                                provenance.behavior().algorithm(),
                                provenance.behavior().mode().text(),
                                checkpoints(provenance)));
        facts.put(
                "rows",
                "%d in %d episodes, %d ended by the task, %d by time"
                        .formatted(
                                statistics.transitions(),
                                statistics.episodes(),
                                statistics.terminals(),
                                statistics.timeouts()));
        facts.put(
                "return",
                String.format(
                        Locale.ROOT,
                        "%.3f \u00b1 %.3f, from %.3f to %.3f",
                        statistics.returnMean(),
                        statistics.returnStd(),
                        statistics.returnMin(),
                        statistics.returnMax()));
        provenance
                .quality()
                .reference()
                .ifPresent(
                        reference ->
                                facts.put(
                                        "share",
                                        String.format(
                                                Locale.ROOT,
                                                "%.3f between random (%.3f) and SAC's end (%.3f)",
                                                reference.normalize(statistics.returnMean()),
                                                reference.min(),
                                                reference.max())));
        facts.put(
                "made by",
                "merpo %s, commit %s, Java %s"
                        .formatted(
                                provenance.software().version(),
                                provenance.software().commit(),
                                provenance.software().java()));
        inspection.contentSha256().ifPresent(digest -> facts.put("content", digest + ", verified"));
        facts.put("rows digest", inspection.rowsSha256());
        provenance
                .imported()
                .ifPresent(
                        source -> {
                            facts.put(
                                    "imported",
                                    "from %s (%s), SHA-256 %s"
                                            .formatted(
                                                    source.file(),
                                                    source.format(),
                                                    source.sha256()));
                            facts.put("unknown", String.join(", ", source.unknown()));
                        });
        return facts;
    }

    static void print(Inspection inspection, PrintWriter out) {
        facts(inspection)
                .forEach((name, value) -> out.printf(Locale.ROOT, "%-12s %s%n", name, value));
        if (!inspection.notes().isEmpty()) {
            out.println("rules applied to the rows");
            inspection.notes().forEach(note -> out.println("  " + note));
        }
        out.println("returns of the episodes");
        inspection.returns().lines().forEach(out::println);
        out.println("checks");
        inspection
                .verdicts()
                .forEach(
                        verdict ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %-8s %-44s %s%n",
                                        verdict.outcome().text(),
                                        verdict.check(),
                                        verdict.detail()));
    }

    static String checkpoints(Provenance provenance) {
        return provenance.behavior().checkpointSteps().stream()
                .map(step -> step == -2 ? "unknown" : String.valueOf(step))
                .collect(Collectors.joining(","));
    }

    static String parameters(Provenance provenance) {
        if (provenance.task().parameters().isEmpty()) {
            return "no parameters";
        }
        return provenance.task().parameters().entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%s=%.4f", one.getKey(), one.getValue()))
                .collect(Collectors.joining(" "));
    }
}
