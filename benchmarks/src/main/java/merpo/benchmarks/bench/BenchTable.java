package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The measurements as a person reads them: a line per work, with each contender's best round, ours
 * over it, and whether the targets are reached.
 */
public final class BenchTable {
    private static final int WIDTH = 80;

    private final String ours;
    private final List<Column<Work>> columns = new ArrayList<>();
    private final List<Integer> widths;

    /**
     * @param works all that will have a line
     */
    public BenchTable(Bench<?> bench, List<? extends Work> works) {
        ours = bench.ours();
        for (int i = 0; i < bench.titles().size(); i++) {
            int title = i;
            columns.add(
                    new Column<>(bench.titles().get(i), (work, all) -> work.names().get(title)));
        }
        bench.contenders().forEach(contender -> columns.add(best(contender)));
        columns.add(new Column<>("unit", (work, all) -> work.unit().name()));
        bench.contenders().stream()
                .filter(contender -> !contender.name().equals(ours))
                .forEach(contender -> columns.add(ratio(contender)));
        columns.addAll(bench.shown());
        columns.add(new Column<>("target", (work, all) -> Target.verdicts(work, ours, all)));
        widths =
                columns.stream()
                        .map(
                                column ->
                                        works.stream()
                                                .map(work -> text(column, work, List.of()).length())
                                                .reduce(
                                                        Math.max(7, column.name().length()),
                                                        Math::max))
                        .toList();
    }

    private Column<Work> best(Contender<?> contender) {
        return new Column<>(
                contender.label(),
                (work, all) -> theirs(work, contender, all, m -> number(m.best())));
    }

    private Column<Work> ratio(Contender<?> contender) {
        return new Column<>(
                "/" + contender.label(),
                (work, all) ->
                        Measurement.best(all, work, ours)
                                .map(
                                        own ->
                                                theirs(
                                                        work,
                                                        contender,
                                                        all,
                                                        m ->
                                                                String.format(
                                                                        Locale.ROOT,
                                                                        "%.3f",
                                                                        own.best() / m.best())))
                                .orElse("-"));
    }

    private String theirs(
            Work work,
            Contender<?> contender,
            List<Measurement> all,
            Function<Measurement, String> of) {
        return contender
                .beside(work)
                .flatMap(same -> Measurement.best(all, same, contender.name()))
                .map(of)
                .orElse("-");
    }

    /** Three or more digits. */
    private static String number(double value) {
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    /** What stands above the lines. */
    public String header() {
        return row(column -> column.name());
    }

    /** One line. */
    public String line(Work work, List<Measurement> all) {
        return row(column -> text(column, work, all));
    }

    private static String text(Column<Work> column, Work work, List<Measurement> all) {
        return column.value().apply(work, all).toString();
    }

    /** Cells below each other; those that a terminal has no room for stand in a further line. */
    private String row(Function<Column<Work>, String> text) {
        String further = System.lineSeparator() + "  ";
        StringBuilder row = new StringBuilder();
        int used = 0;
        for (int i = 0; i < columns.size(); i++) {
            boolean last = i == columns.size() - 1;
            String cell =
                    ("%" + (i == 0 || last ? "-" : "") + widths.get(i) + "s")
                            .formatted(text.apply(columns.get(i)));
            if (i > 0 && used + 2 + cell.length() > WIDTH) {
                row.append(further);
                used = 2;
            }
            row.append(i == 0 ? "" : "  ").append(last ? cell.stripTrailing() : cell);
            used += cell.length() + (i == 0 ? 0 : 2);
        }
        return used <= WIDTH ? row.toString() : row.toString().replace("; ", ";" + further + "  ");
    }

    /** One sentence per reason why something is missing. */
    public static List<String> failures(List<Measurement> all) {
        Map<String, Long> reasons =
                all.stream()
                        .filter(Measurement::failed)
                        .collect(
                                Collectors.groupingBy(
                                        Measurement::complaint,
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        return reasons.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " (" + e.getValue() + " times)"))
                .toList();
    }
}
