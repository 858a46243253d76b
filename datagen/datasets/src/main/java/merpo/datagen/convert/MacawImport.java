package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.RowShape;

/**
 * MACAW's buffers: one HDF5 file per task, LZF, rows of an episode from its last step to its first.
 * Which way time runs is seen from the rows themselves.
 */
final class MacawImport {
    private static final String[] ARRAYS = {"obs", "next_obs", "actions", "rewards", "terminals"};
    private static final Pattern NAME =
            Pattern.compile("buffers_(.+?)_(?:train|test)_(\\d+)_sub_task_\\d+\\.(?:hdf5|h5)");

    private MacawImport() {}

    /** Rows {@code first} to {@code last} of an episode in the order of time, inclusive. */
    private record Run(int first, int last) {
        int length() {
            return Math.abs(last - first) + 1;
        }

        IntStream rows() {
            int step = last >= first ? 1 : -1;
            return IntStream.range(0, length()).map(i -> first + i * step);
        }
    }

    static Imported read(Path path, ImportOptions options) throws IOException {
        Ledger ledger = new Ledger();
        try (ForeignHdf5 file = ForeignHdf5.open(path)) {
            HeapNeed need = new HeapNeed();
            for (String array : ARRAYS) {
                file.claim(array).ifPresent(need::add);
            }
            need.require();
            int rows = file.rows(ARRAYS);
            LooseRows loose = rows(file, rows, ledger);
            options.require(loose.shape());
            boolean[] terminals = file.array("terminals").requireVector(rows).flags();
            List<Run> runs = runs(loose, terminals, ledger);
            boolean[] timeouts = ends(runs, terminals, options.limit(), ledger);
            int[] order = runs.stream().flatMapToInt(Run::rows).toArray();
            LooseRows.Ends ends =
                    new LooseRows.Ends(loose.successors().orElseThrow(), terminals, timeouts);
            ledger.note(
                    "left out, recomputable: mc_rewards, terminal_obs, terminal_discounts, discount_factor");
            Dataset dataset = loose.take(order, ends, ledger);
            Origin origin = origin(path, ledger);
            return new Imported(
                    dataset,
                    origin.provenance(ForeignFormat.MACAW, path, options, dataset, ledger),
                    ledger.notes());
        }
    }

    private static LooseRows rows(ForeignHdf5 file, int rows, Ledger ledger) {
        ForeignArray observations = file.array("obs").requireMatrix(rows);
        ForeignArray successors = file.array("next_obs").requireMatrix(rows);
        ForeignArray actions = file.array("actions").requireMatrix(rows);
        if (successors.width() != observations.width()) {
            throw new IllegalArgumentException(
                    "\"next_obs\" has %d columns, \"obs\" %d: both must be the same"
                            .formatted(successors.width(), observations.width()));
        }
        long[] steps = new long[rows];
        Arrays.fill(steps, -2);
        return new LooseRows(
                new RowShape(observations.width(), actions.width(), 0, 0),
                observations.floats(ledger),
                actions.floats(ledger),
                file.array("rewards").requireVector(rows).floats(ledger),
                Optional.of(successors.floats(ledger)),
                new double[0],
                new double[0],
                Optional.empty(),
                steps);
    }

    private static List<Run> runs(LooseRows loose, boolean[] terminals, Ledger ledger) {
        int backward = 0;
        int forward = 0;
        for (int row = 0; row + 1 < loose.size(); row++) {
            backward += loose.leads(row + 1, row) ? 1 : 0;
            forward += loose.leads(row, row + 1) ? 1 : 0;
        }
        boolean reversed = backward > forward;
        ledger.note(
                reversed
                        ? "rows of each episode run backwards in time: turned round"
                        : "rows of each episode run forwards in time: left so");
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int row = 0; row < loose.size(); row++) {
            boolean ends =
                    row + 1 == loose.size()
                            || (reversed
                                    ? terminals[row + 1] || !loose.leads(row + 1, row)
                                    : terminals[row] || !loose.leads(row, row + 1));
            if (ends) {
                runs.add(reversed ? new Run(row, start) : new Run(start, row));
                start = row + 1;
            }
        }
        return runs;
    }

    /**
     * Timeouts where a run ends without a terminal. A terminal on the last step that time allows is
     * taken for the time limit, which these environments report as done; changes the terminals.
     */
    private static boolean[] ends(
            List<Run> runs, boolean[] terminals, OptionalInt horizon, Ledger ledger) {
        int longest = runs.stream().mapToInt(Run::length).max().orElse(0);
        boolean alike = runs.size() > 1 && runs.stream().allMatch(run -> run.length() == longest);
        int limit = horizon.orElse(alike ? longest : Integer.MAX_VALUE);
        boolean[] timeouts = new boolean[terminals.length];
        int clocked = 0;
        int open = 0;
        for (Run run : runs) {
            int last = run.last();
            if (terminals[last] && run.length() == limit) {
                terminals[last] = false;
                clocked++;
            } else if (!terminals[last]) {
                open++;
            }
            timeouts[last] = !terminals[last];
        }
        ledger.count(clocked, "terminals on step " + limit + ", the time limit, made timeouts");
        ledger.count(open, "episodes without a terminal end by timeout");
        return timeouts;
    }

    private static Origin origin(Path path, Ledger ledger) {
        Origin origin = new Origin();
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (name.matches()) {
            origin.environment = "macaw/" + name.group(1);
            origin.taskIndex = Integer.parseInt(name.group(2));
            ledger.note(
                    "by its name task %d of %s; its parameters are in a pickle, which is not read",
                    origin.taskIndex, name.group(1));
        }
        origin.algorithm = "SAC";
        ledger.note("the algorithm SAC is what MACAW's authors say, not the file");
        return origin;
    }
}
