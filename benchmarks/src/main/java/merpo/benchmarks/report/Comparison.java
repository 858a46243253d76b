package merpo.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import merpo.agents.training.TrainingConfig;
import merpo.benchmarks.figure.EmbeddingFigure;
import merpo.benchmarks.figure.Figure;
import merpo.datagen.run.ShortPaths;

/** Trainings side by side, each by its own answer; their names say what differs. */
record Comparison(List<ReportedRun> runs) {
    /** All that tells trainings apart but their seeds and single settings. */
    private List<Function<ReportedRun, String>> butSeed() {
        Map<Path, String> data =
                ShortPaths.of(
                        runs.stream().map(run -> Path.of(run.data())).toList(),
                        1,
                        UnaryOperator.identity());
        return List.of(
                ReportedRun::method,
                run -> run.config().environment(),
                run -> data.get(Path.of(run.data())),
                run -> run.config().scale(),
                run -> run.config().precision().text());
    }

    /** One name for each; directories where nothing else tells them apart. */
    List<String> labels() {
        List<Function<ReportedRun, String>> parts = new ArrayList<>(butSeed());
        parts.add(run -> "seed " + run.config().seed());
        List<String> labels = labels(parts);
        return new HashSet<>(labels).size() == runs.size()
                ? labels
                : runs.stream().map(run -> run.root().toString()).toList();
    }

    /** Of those parts that are not alike for all. */
    private List<String> labels(List<Function<ReportedRun, String>> parts) {
        List<Function<ReportedRun, String>> differ =
                parts.stream()
                        .filter(part -> runs.stream().map(part).distinct().count() > 1)
                        .toList();
        return runs.stream()
                .map(
                        run ->
                                differ.stream()
                                        .map(part -> part.apply(run))
                                        .collect(Collectors.joining(", ")))
                .toList();
    }

    /**
     * What was measured, by the name of its line: trainings that differ by seed alone share one.
     */
    Map<String, List<ReportedRun>> lines() {
        Map<TrainingConfig, List<ReportedRun>> alike = new LinkedHashMap<>();
        for (ReportedRun run : runs) {
            alike.computeIfAbsent(run.config().ofAnySeed(), c -> new ArrayList<>()).add(run);
        }
        List<String> own = labels();
        List<String> shared = labels(butSeed());
        Map<String, List<ReportedRun>> lines = new LinkedHashMap<>();
        for (List<ReportedRun> group : alike.values()) {
            ReportedRun first = group.get(0);
            String kind = shared.get(runs.indexOf(first));
            String many = (kind.isEmpty() ? "" : kind + ", ") + group.size() + " seeds";
            String name = group.size() == 1 ? own.get(runs.indexOf(first)) : many;
            lines.put(lines.containsKey(name) ? first.root() + ", " + name : name, group);
        }
        return lines;
    }

    /** The curves of all, then of each line that embeds tasks how its first training does. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        ComparedCurves.figure(lines()).ifPresent(figures::add);
        lines().forEach(
                        (line, group) ->
                                group.get(0)
                                        .table("embeddings.csv")
                                        .map(EmbeddingFigure::of)
                                        .map(
                                                one ->
                                                        one.named("embeddings-" + figures.size())
                                                                .with(
                                                                        line + ". " + one.caption(),
                                                                        one.numbers()))
                                        .ifPresent(figures::add));
        return figures;
    }

    private String differences() {
        Map<String, TrainingConfig> configs = new LinkedHashMap<>();
        lines().forEach((line, group) -> configs.put(line, group.get(0).config()));
        return DifferentSettings.table(configs);
    }

    /** The command that shows the first of each line side by side. */
    private String replay() {
        StringBuilder command = new StringBuilder("./merpo replay");
        lines().values().forEach(group -> command.append(" \\\n    ").append(group.get(0).root()));
        return "<pre>%s</pre>\n".formatted(Html.escape(command + " \\\n    --out replay.html"));
    }

    String page(List<Figure> figures) {
        List<String> labels = labels();
        List<Results> results = runs.stream().flatMap(run -> run.results().stream()).toList();
        boolean scored = results.stream().allMatch(Results::scored);
        ToDoubleFunction<Results> measure =
                one -> (scored ? one.own() : one.returns().get(one.run().own())).mean();
        double best = results.stream().mapToDouble(measure).max().orElse(Double.NaN);
        StringBuilder table = new StringBuilder();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            ReportedRun run = runs.get(i);
            for (Results one : run.results().stream().toList()) {
                table.append(
                        ReturnsTable.row(
                                one,
                                run.own(),
                                labels.get(i),
                                "#0067B1",
                                measure.applyAsDouble(one) == best));
            }
            made.append(
                    Html.details(
                            labels.get(i) + ": " + run.root(),
                            Folds.learning(run) + Folds.making(run)));
        }
        String verdict =
                results.stream()
                        .max(Comparator.comparingDouble(measure))
                        .map(
                                one ->
                                        "The highest %s is %s, of %s."
                                                .formatted(
                                                        scored ? "score" : "return",
                                                        (scored
                                                                        ? one.own()
                                                                        : one.returns()
                                                                                .get(
                                                                                        one.run()
                                                                                                .own()))
                                                                .text(2),
                                                        labels.get(runs.indexOf(one.run()))))
                        .orElse("Nothing was measured in the real environment.");
        return new ReportPage(runs.size() + " trainings side by side", verdict)
                .figures(figures)
                .section(
                        "Returns in the real environment",
                        results.isEmpty()
                                ? ""
                                : ReturnsTable.head("training")
                                        + table
                                        + "</tbody></table>\n"
                                        + Report.note(
                                                results.stream()
                                                        .filter(one -> one.scored() == scored)
                                                        .findFirst()
                                                        .orElseThrow()))
                .section("Over seeds and tasks", OutcomeTable.html(lines(), scored))
                .section("Settings that differ", differences())
                .section("How each was made", made.toString())
                .section("Watch them act", replay())
                .html();
    }
}
