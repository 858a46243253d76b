package merpo.benchmarks.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.watch.RunTables.Alarm;
import merpo.benchmarks.watch.RunTables.ReturnCurve;

/**
 * Lays the tables of a run out on one screen: plain text, no line too long, not a line too many.
 */
final class Screen {
    private static final int ALARMS = 4; // lines
    private static final int NUMBER = 10; // characters
    private static final int COLUMN = 38; // characters, at least
    private static final String GAP = "   ";

    private Screen() {}

    /**
     * The screen. What does not fit is cut and counted: every section keeps its share of the lines.
     *
     * @param width in characters
     * @param height in lines
     */
    static List<String> lines(RunTables tables, int width, int height) {
        List<String> lines =
                new ArrayList<>(List.of(Headline.title(tables), Headline.status(tables)));
        tables.troubles().forEach(trouble -> lines.add("! " + trouble));
        List<List<String>> sections =
                Stream.of(
                                metrics(tables.metrics(), width, height),
                                returns(tables.returns(), width),
                                alarms(tables.alarms()))
                        .filter(section -> section.size() > 1)
                        .toList();
        int left = height - lines.size();
        boolean airy =
                left
                        >= sections.stream()
                                .mapToInt(section -> Math.min(section.size(), 4) + 1)
                                .sum();
        int[] shares = shares(sections, left - (airy ? sections.size() : 0));
        for (int i = 0; i < shares.length; i++) {
            if (airy) {
                lines.add("");
            }
            lines.addAll(Text.shortened(sections.get(i), shares[i]));
        }
        return lines.stream()
                .limit(Math.max(0, height))
                .map(line -> Text.cut(line, Math.max(0, width)))
                .toList();
    }

    /** Side by side when they would fill more than half of the screen and it is wide enough. */
    private static List<String> metrics(List<Series> all, int width, int height) {
        List<Series> metrics = all.stream().filter(metric -> !metric.values().isEmpty()).toList();
        int wanted = ceilDiv(metrics.size(), Math.max(1, height / 2));
        int columns = Math.max(1, Math.min(wanted, width / COLUMN));
        int rows = ceilDiv(metrics.size(), columns);
        int cell = (width - (columns - 1) * GAP.length()) / columns;
        int name = columnWidth("metric", metrics.stream().map(Series::name), cell);
        List<String> lines = new ArrayList<>();
        lines.add(joined(Collections.nCopies(columns, row("metric", name, "last", "curve")), cell));
        for (int r = 0; r < rows; r++) {
            List<String> cells = new ArrayList<>();
            for (int m = r; m < metrics.size(); m += rows) {
                Series metric = metrics.get(m);
                String curve = metric.sparkline(cell - name - NUMBER - 4);
                cells.add(row(metric.name(), name, Shown.number(metric.last()), curve));
            }
            lines.add(joined(cells, cell));
        }
        return lines;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    /** Cells side by side, each {@code width} wide. */
    private static String joined(List<String> cells, int width) {
        return cells.stream()
                .map(cell -> Text.padded(Text.cut(cell, width), width))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static List<String> returns(List<ReturnCurve> tasks, int width) {
        List<ReturnCurve> curves = withMeans(tasks);
        int name = columnWidth("policy, task", curves.stream().map(Screen::who), width);
        String spread = "%9s  %6s  ";
        List<String> lines = new ArrayList<>();
        lines.add(row("policy, task", name, "return", spread.formatted("±", "score") + "curve"));
        int rest = width - name - NUMBER - 4 - spread.formatted("", "").length();
        for (ReturnCurve curve : curves) {
            String detail = spread.formatted(orBlank(curve.std()), score(curve.score()));
            String last = Shown.number(curve.returns().last());
            lines.add(row(who(curve), name, last, detail + curve.returns().sparkline(rest)));
        }
        return lines;
    }

    /** First the mean over tasks of each policy that has several. */
    private static List<ReturnCurve> withMeans(List<ReturnCurve> curves) {
        Map<String, List<ReturnCurve>> byPolicy =
                curves.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ReturnCurve::policy,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Stream<ReturnCurve> means =
                byPolicy.values().stream().filter(tasks -> tasks.size() > 1).map(ReturnCurve::mean);
        return Stream.concat(means, curves.stream()).toList();
    }

    /** The newest first. */
    private static List<String> alarms(List<Alarm> alarms) {
        List<Alarm> newest = new ArrayList<>(alarms);
        Collections.reverse(newest);
        List<String> lines = new ArrayList<>(List.of("alarms: " + alarms.size()));
        newest.forEach(alarm -> lines.add(line(alarm)));
        return Text.shortened(lines, ALARMS);
    }

    /** {@code step 120, A12: lambda is at its bound}. */
    static String line(Alarm alarm) {
        return "! step " + alarm.step() + ", " + alarm.name() + ": " + alarm.text();
    }

    private static String who(ReturnCurve curve) {
        return curve.policy() + ", " + curve.task();
    }

    private static String row(String name, int nameWidth, String number, String rest) {
        return "%s  %10s  %s"
                .formatted(Text.padded(Text.cut(name, nameWidth), nameWidth), number, rest);
    }

    private static int columnWidth(String title, Stream<String> names, int width) {
        int longest = names.mapToInt(String::length).max().orElse(0);
        return Math.max(title.length(), Math.min(longest, width / 3));
    }

    private static String orBlank(double value) {
        return Double.isNaN(value) ? "" : Shown.number(value);
    }

    private static String score(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** How many of {@code height} lines each section gets: small ones all, large ones alike. */
    private static int[] shares(List<List<String>> sections, int height) {
        int[] shares = new int[sections.size()];
        List<Integer> smallestFirst = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            smallestFirst.add(i);
        }
        smallestFirst.sort(Comparator.comparingInt(i -> sections.get(i).size()));
        int left = Math.max(0, height);
        for (int k = 0; k < shares.length; k++) {
            int section = smallestFirst.get(k);
            shares[section] = Math.min(sections.get(section).size(), left / (shares.length - k));
            left -= shares[section];
        }
        return shares;
    }
}
