package merpo.datagen.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import merpo.datagen.convert.D4rlRows;
import merpo.datagen.convert.EpisodeSequences;
import merpo.datagen.convert.QlearningRows;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Episode;

/** Checks that need the rows alone: D4RL's own, and what breaks its readers. */
public final class RowChecks {
    private final Dataset dataset;
    private final long horizon;
    private final List<Verdict> verdicts = new ArrayList<>();

    private RowChecks(Dataset dataset, long horizon, boolean shortened) {
        this.dataset = dataset;
        this.horizon = shortened ? horizon - 1 : horizon;
    }

    /**
     * @param horizon the environment's time limit
     * @param shortened an import took the last row of every timed-out episode
     */
    static List<Verdict> of(Dataset dataset, long horizon, boolean shortened) {
        RowChecks checks = new RowChecks(dataset, horizon, shortened);
        checks.flags();
        checks.lengths();
        checks.horizon();
        checks.numbers();
        checks.successors();
        checks.different();
        checks.starts();
        checks.loaders();
        return checks.verdicts;
    }

    private void add(String check, boolean good, String detail, Object... values) {
        verdicts.add(Verdict.of(check, good, String.format(Locale.ROOT, detail, values)));
    }

    private void flags() {
        int both = 0;
        for (int row = 0; row < dataset.size(); row++) {
            both += dataset.terminals()[row] && dataset.timeouts()[row] ? 1 : 0;
        }
        add("terminal or timeout, never both", both == 0, "%d rows have both", both);
        int last = dataset.size() - 1;
        boolean ends = dataset.terminals()[last] || dataset.timeouts()[last];
        add("the last row ends an episode", ends, "row %d", last);
    }

    private void lengths() {
        int rows = dataset.size();
        boolean equal =
                dataset.observations().length == rows * dataset.shape().observation()
                        && dataset.nextObservations().length == rows * dataset.shape().observation()
                        && dataset.actions().length == rows * dataset.shape().action()
                        && dataset.rewards().length == rows
                        && dataset.positions().length == rows * dataset.shape().positions()
                        && dataset.velocities().length == rows * dataset.shape().velocities();
        add("all arrays have the same rows", equal, "%d rows", rows);
    }

    private void horizon() {
        int early = 0;
        int late = 0;
        for (Episode episode : dataset.episodes()) {
            early += !episode.terminated() && episode.length() < horizon ? 1 : 0;
            late += episode.length() > horizon ? 1 : 0;
        }
        add(
                "time runs out at the time limit, only there",
                early == 0 && late == 0,
                "%d episodes time out before step %d, %d go on after it",
                early,
                horizon,
                late);
    }

    private void numbers() {
        int open = 0;
        for (float[] array :
                List.of(
                        dataset.observations(),
                        dataset.nextObservations(),
                        dataset.actions(),
                        dataset.rewards())) {
            for (float value : array) {
                open += Float.isFinite(value) ? 0 : 1;
            }
        }
        add("every number is finite", open == 0, "%d are not", open);
        float largest = 0;
        for (float action : dataset.actions()) {
            largest = Math.max(largest, Math.abs(action));
        }
        add("actions lie in [-1, 1]", largest <= 1, "the largest is %.4f", largest);
    }

    /** Within an episode a successor is the next row's observation. */
    private void successors() {
        int width = dataset.shape().observation();
        int torn = 0;
        for (Episode episode : dataset.episodes()) {
            for (int row = episode.start(); row + 1 < episode.end(); row++) {
                boolean same =
                        Arrays.equals(
                                dataset.nextObservations(),
                                row * width,
                                (row + 1) * width,
                                dataset.observations(),
                                (row + 1) * width,
                                (row + 2) * width);
                torn += same ? 0 : 1;
            }
        }
        add("successors are the next observations", torn == 0, "%d rows differ", torn);
    }

    private void different() {
        int[] rows = {0, dataset.size() / 2, dataset.size() - 1};
        boolean same = false;
        for (int i = 0; i < rows.length; i++) {
            int one = rows[i];
            int other = rows[(i + 1) % rows.length];
            same |=
                    one != other
                            && alike(
                                    dataset.observations(),
                                    dataset.shape().observation(),
                                    one,
                                    other)
                            && alike(dataset.actions(), dataset.shape().action(), one, other);
        }
        add(
                "first, middle and last rows differ",
                !same,
                "rows 0, %d, %d of observations and actions",
                dataset.size() / 2,
                dataset.size() - 1);
    }

    private static boolean alike(float[] array, int width, int one, int other) {
        return Arrays.equals(
                array, one * width, (one + 1) * width, array, other * width, (other + 1) * width);
    }

    /** States after a flag lie near the initial state: starts scatter less than all rows. */
    private void starts() {
        String check = "episodes start near each other";
        if (dataset.episodes().size() < 2) {
            verdicts.add(Verdict.skipped(check, "there is one episode"));
            return;
        }
        int[] starts = dataset.episodes().stream().mapToInt(Episode::start).toArray();
        int[] all = IntStream.range(0, dataset.size()).toArray();
        double near = scatter(starts);
        double far = scatter(all);
        add(check, near <= far, "they scatter by %.4g, all rows by %.4g", near, far);
    }

    /** Root mean square distance of these observations from their mean. */
    private double scatter(int[] rows) {
        int width = dataset.shape().observation();
        double sum = 0;
        for (int k = 0; k < width; k++) {
            double mean = 0;
            for (int row : rows) {
                mean += dataset.observations()[row * width + k] / (double) rows.length;
            }
            for (int row : rows) {
                double off = dataset.observations()[row * width + k] - mean;
                sum += off * off / rows.length;
            }
        }
        return Math.sqrt(sum);
    }

    private void loaders() {
        D4rlRows rows = D4rlRows.of(dataset);
        long timeouts = dataset.episodes().stream().filter(e -> !e.terminated()).count();
        boolean terminal = dataset.terminals()[dataset.size() - 1];
        long expected = dataset.size() - timeouts - (terminal ? 1 : 0);
        int kept = QlearningRows.of(rows, false).size();
        int sequences = EpisodeSequences.of(rows).size();
        add(
                "D4RL's loaders lose nothing but timeouts",
                kept == expected && sequences == dataset.episodes().size(),
                "qlearning_dataset keeps %d rows, sequence_dataset %d episodes",
                kept,
                sequences);
    }
}
