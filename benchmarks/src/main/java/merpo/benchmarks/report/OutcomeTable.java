package merpo.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.Outcome;
import merpo.benchmarks.trials.Summary;
import merpo.benchmarks.trials.TrialRow;
import merpo.benchmarks.trials.Trials;
import merpo.benchmarks.trials.Words;

/** Where the learners' own policies ended, and how good they were at best, as figures have it. */
final class OutcomeTable {
    private static final String NOTE =
            "Interquartile means over seeds and tasks; in brackets the 95 % interval of a bootstrap over the seeds of each task, where there are several.";

    private OutcomeTable() {}

    /**
     * As HTML; empty where nothing was tried.
     *
     * @param lines trainings that differ by seed alone, by the name of their line
     * @param scored whether all have scores; else returns are compared
     */
    static String html(Map<String, List<ReportedRun>> lines, boolean scored) {
        StringBuilder rows = new StringBuilder();
        lines.forEach((line, runs) -> rows.append(row(line, runs, scored)));
        return rows.isEmpty()
                ? ""
                : "<div class=\"wide\"><table><thead><tr><th>training</th><th class=\"n\">seeds</th><th class=\"n\">last evaluations</th><th class=\"n\">best evaluation</th></tr></thead><tbody>\n"
                        + rows
                        + "</tbody></table></div>\n"
                        + "<p class=\"note\">%s</p>\n".formatted(NOTE);
    }

    private static String row(String line, List<ReportedRun> runs, boolean scored) {
        List<TrialRow> own = new ArrayList<>();
        for (ReportedRun run : runs) {
            run.returns()
                    .map(TrialRow::read)
                    .map(policies -> policies.get(run.own()))
                    .ifPresent(own::addAll);
        }
        if (own.isEmpty()) {
            return "";
        }
        try {
            Trials trials = TrialRow.trials(own, scored ? TrialRow::score : TrialRow::undiscounted);
            Outcome outcome = Outcome.of(trials);
            int seeds = trials.seeds().size();
            return "<tr>"
                    + Html.cell(line)
                    + Html.number(Integer.toString(seeds))
                    + Html.number(words(outcome.last(), seeds))
                    + Html.number(words(outcome.best(), seeds))
                    + "</tr>\n";
        } catch (NotMeasured differ) { // seeds on different tasks, or at different steps
            return "";
        }
    }

    private static String words(Summary summary, int seeds) {
        return seeds > 1 ? summary.words() : Words.number(summary.interquartileMean());
    }
}
