package merpo.datagen.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.dataset.RowShape;
import merpo.envs.Environments;

/**
 * Folders of FOCAL-latest: one per task, arrays as .npy, the task's parameters rounded in the
 * folder's name. All trajectories are equally long.
 */
final class FocalImport {
    /** The file by which such a folder is known. */
    static final String FIRST = "obs.npy";

    private static final List<String> ARRAYS =
            List.of("obs", "next_obs", "actions", "rewards", "terminals");
    private static final int USUAL_LENGTH = 200;
    private static final Pattern NAME = Pattern.compile("seed_(-?\\d+)_goal_(.+)");

    private FocalImport() {}

    static Imported read(Path path, ImportOptions options) throws IOException {
        List<Path> tasks = folders(path);
        Path folder = choose(path, tasks, options);
        requireMemory(folder);
        Ledger ledger = new Ledger();
        ForeignArray first = Npy.read(folder.resolve(FIRST));
        boolean stacked = first.dimensions().length == 3;
        int rows = stacked ? first.rows() * first.width() : first.rows();
        LooseRows loose = rows(folder, first, rows, ledger);
        options.require(loose.shape());
        int length = stacked ? first.rows() : length(loose, options);
        if (rows % length != 0) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d rows, no multiple of the trajectory length %d. Say the length: ./merpo convert with --horizon N"
                            .formatted(FIRST, rows, length));
        }
        boolean[] terminals =
                flat(Npy.read(folder.resolve("terminals.npy"))).requireVector(rows).flags();
        boolean[] timeouts = new boolean[rows];
        int[] order = order(rows, length, stacked);
        int clocked = 0;
        for (int i = length - 1; i < rows; i += length) {
            clocked += terminals[order[i]] ? 1 : 0;
            terminals[order[i]] = false;
            timeouts[order[i]] = true;
        }
        ledger.note(
                stacked
                        ? "%d trajectories of %d steps, side by side"
                        : "%d trajectories of %d steps, one after the other",
                rows / length,
                length);
        ledger.count(clocked, "terminals on the last step of a trajectory made timeouts");
        LooseRows.Ends ends =
                new LooseRows.Ends(loose.successors().orElseThrow(), terminals, timeouts);
        Dataset dataset = loose.take(order, ends, ledger);
        Origin origin = origin(folder, tasks, ledger);
        origin.horizon = length;
        return new Imported(
                dataset,
                origin.provenance(
                        ForeignFormat.FOCAL, folder.resolve(FIRST), options, dataset, ledger),
                ledger.notes());
    }

    /**
     * Steps of a trajectory where they lie one after the other: as a person says, else as the rows
     * show it. A successor is the next row's observation but at the end of a trajectory.
     */
    private static int length(LooseRows loose, ImportOptions options) {
        if (options.horizon().isPresent()) {
            return options.horizon().getAsInt();
        }
        int first = 1;
        while (first < loose.size() && loose.leads(first - 1, first)) {
            first++;
        }
        boolean alike = first > 1 && loose.size() % first == 0;
        for (int row = first; alike && row < loose.size(); row++) {
            alike = loose.leads(row - 1, row) == (row % first != 0);
        }
        return alike ? first : options.limit().orElse(USUAL_LENGTH);
    }

    /** Its arrays are together at most what the heap takes; what is missing is said later. */
    private static void requireMemory(Path folder) throws IOException {
        HeapNeed need = new HeapNeed();
        for (String name : ARRAYS) {
            Path file = folder.resolve(name + ".npy");
            if (Files.isRegularFile(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    Npy.Header header = Npy.header(in, name + ".npy", Files.size(file));
                    need.addHeld(header.claim(name));
                }
            }
        }
        need.require();
    }

    /** The folder itself, or those in it, by name: the order of a file system is no order. */
    static List<Path> folders(Path path) throws IOException {
        if (Files.exists(path.resolve(FIRST))) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(folder -> !DatasetFiles.hidden(folder))
                    .filter(folder -> Files.exists(folder.resolve(FIRST)))
                    .sorted()
                    .toList();
        }
    }

    private static Path choose(Path path, List<Path> tasks, ImportOptions options) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    "neither this folder nor one in it has %s. Name a task's folder"
                            .formatted(FIRST));
        }
        if (tasks.size() == 1) {
            return tasks.get(0);
        }
        if (options.task().isEmpty() || options.task().getAsInt() >= tasks.size()) {
            throw new IllegalArgumentException(
                    "there are %d tasks in it, by name %s. Choose one: ./merpo convert with --task K, from 0 to %d, or name its folder"
                            .formatted(
                                    tasks.size(),
                                    tasks.stream().limit(4).map(path::relativize).toList(),
                                    tasks.size() - 1));
        }
        return tasks.get(options.task().getAsInt());
    }

    private static LooseRows rows(Path folder, ForeignArray first, int rows, Ledger ledger)
            throws IOException {
        ForeignArray observations = flat(first).requireMatrix(rows);
        ForeignArray actions = flat(Npy.read(folder.resolve("actions.npy"))).requireMatrix(rows);
        ForeignArray successors =
                flat(Npy.read(folder.resolve("next_obs.npy"))).requireMatrix(rows);
        if (successors.width() != observations.width()) {
            throw new IllegalArgumentException(
                    "\"next_obs.npy\" has %d columns, \"obs.npy\" %d: both must be the same"
                            .formatted(successors.width(), observations.width()));
        }
        long[] steps = new long[rows];
        Arrays.fill(steps, -2);
        return new LooseRows(
                new RowShape(observations.width(), actions.width(), 0, 0),
                observations.floats(ledger),
                actions.floats(ledger),
                flat(Npy.read(folder.resolve("rewards.npy"))).requireVector(rows).floats(ledger),
                Optional.of(successors.floats(ledger)),
                new double[0],
                new double[0],
                Optional.empty(),
                steps);
    }

    /** [T, trajectories, width] as [T * trajectories, width]. */
    private static ForeignArray flat(ForeignArray array) {
        int[] shape = array.dimensions();
        return shape.length == 3
                ? new ForeignArray(
                        array.name(),
                        new int[] {Math.multiplyExact(shape[0], shape[1]), shape[2]},
                        array.flat())
                : array;
    }

    /** Rows by trajectory, then by time. */
    private static int[] order(int rows, int length, boolean stacked) {
        int trajectories = rows / length;
        return IntStream.range(0, rows)
                .map(i -> stacked ? i % length * trajectories + i / length : i)
                .toArray();
    }

    private static Origin origin(Path folder, List<Path> tasks, Ledger ledger) {
        Origin origin = new Origin();
        Path above = folder.toAbsolutePath().normalize().getParent();
        if (above != null && above.getFileName() != null) {
            Environments.find(above.getFileName().toString())
                    .ifPresent(definition -> origin.environment = above.getFileName().toString());
        }
        origin.taskIndex = tasks.indexOf(folder);
        origin.taskCount = tasks.size();
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (name.matches()) {
            String[] goal = name.group(2).split("_", -1);
            for (int i = 0; i < goal.length; i++) {
                String entry = goal.length == 1 ? "goal" : "goal[" + i + "]";
                try {
                    origin.taskParameters.put(entry, Double.parseDouble(goal[i]));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "its name ends in goal_%s, but \"%s\" is no number. Rename it as FOCAL does"
                                    .formatted(name.group(2), goal[i]),
                            e);
                }
            }
            ledger.note(
                    "task parameters from the folder's name, rounded there to three decimals; its seed is %s",
                    name.group(1));
        }
        return origin;
    }
}
