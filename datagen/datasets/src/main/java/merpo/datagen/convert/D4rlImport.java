package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.RowShape;

/** D4RL's files, versions 0, 1 and 2 (datagen/README.md, "Other people's datasets"). */
final class D4rlImport {
    private static final Set<String> KNOWN =
            Set.of(
                    "observations",
                    "actions",
                    "rewards",
                    "terminals",
                    "timeouts",
                    "next_observations",
                    "episode_terminals",
                    "infos",
                    "metadata");
    private static final String[] ARRAYS = {
        "observations",
        "actions",
        "rewards",
        "terminals",
        "timeouts",
        "next_observations",
        "infos/qpos",
        "infos/qvel",
        "infos/action_log_probs",
        "infos/checkpoint_step"
    };

    private D4rlImport() {}

    static Imported read(Path path, ImportOptions options) throws IOException {
        try (ForeignHdf5 file = ForeignHdf5.open(path)) {
            return read(path, file, ForeignFormat.D4RL, options);
        }
    }

    /** The same arrays as one .npz. */
    static Imported readArchive(Path path, ImportOptions options) throws IOException {
        try (NpzArchive file = NpzArchive.open(path)) {
            return read(path, file, ForeignFormat.D3RLPY, options);
        }
    }

    private static Imported read(
            Path path, RowFile file, ForeignFormat format, ImportOptions options)
            throws IOException {
        Ledger ledger = new Ledger();
        Optional<D4rlName> name = D4rlName.of(path.getFileName().toString());
        requireMemory(file);
        ignored(file, ledger);
        LooseRows loose = rows(file, name, ledger);
        options.require(loose.shape());
        boolean[] terminals = terminals(file, loose.size());
        boolean[] timeouts =
                flags(file, "timeouts", loose.size())
                        .or(() -> episodeEnds(file, terminals, ledger))
                        .orElseGet(
                                () -> Episodes.byClock(terminals, horizon(name, options), ledger));
        Episodes.separate(terminals, timeouts, ledger);
        int[] kept = Episodes.finished(terminals, timeouts, ledger);
        LooseRows.Ends ends =
                new LooseRows.Ends(
                        loose.successors().orElseGet(() -> new float[loose.observations().length]),
                        terminals,
                        timeouts);
        if (loose.successors().isEmpty()) {
            kept = MissingSuccessors.fill(loose, kept, ends, ledger);
        }
        Dataset dataset = loose.take(kept, ends, ledger);
        Origin origin = origin(file, name, ledger);
        origin.carried =
                file.attribute(Carried.NAME).map(text -> Carried.restore(text, dataset, ledger));
        return new Imported(
                dataset, origin.provenance(format, path, options, dataset, ledger), ledger.notes());
    }

    private static void requireMemory(RowFile file) {
        HeapNeed need = new HeapNeed();
        for (String path : ARRAYS) {
            file.claim(path).ifPresent(need::add);
        }
        if (!file.has("next_observations")) {
            file.claim("observations").ifPresent(need::add);
        }
        need.require();
    }

    private static void ignored(RowFile file, Ledger ledger) {
        Set<String> others = new TreeSet<>(file.names());
        others.removeAll(KNOWN);
        if (!others.isEmpty()) {
            ledger.note("left out, no part of our rows: %s", String.join(", ", others));
        }
        if (file.has("metadata/policy")) {
            ledger.note("left out: the weights of the behavior policy in metadata/policy");
        }
    }

    private static LooseRows rows(RowFile file, Optional<D4rlName> name, Ledger ledger) {
        int rows = file.rows(ARRAYS);
        ForeignArray rewards = file.array("rewards").requireVector(rows);
        if (rewards.dimensions().length == 2) {
            ledger.note("\"rewards\" is a column [%d, 1]: read as [%d]", rows, rows);
        }
        ForeignArray observations = file.array("observations").requireMatrix(rows);
        ForeignArray actions = file.array("actions").requireMatrix(rows);
        Optional<ForeignArray> positions = matrix(file, "infos/qpos", rows);
        Optional<ForeignArray> velocities = matrix(file, "infos/qvel", rows);
        Optional<ForeignArray> successors = matrix(file, "next_observations", rows);
        successors
                .filter(array -> array.width() != observations.width())
                .ifPresent(
                        array -> {
                            throw new IllegalArgumentException(
                                    "\"next_observations\" has %d columns, \"observations\" %d: both must be the same"
                                            .formatted(array.width(), observations.width()));
                        });
        return new LooseRows(
                new RowShape(
                        observations.width(),
                        actions.width(),
                        positions.map(ForeignArray::width).orElse(0),
                        velocities.map(ForeignArray::width).orElse(0)),
                observations.floats(ledger),
                actions.floats(ledger),
                rewards.floats(ledger),
                successors.map(array -> array.floats(ledger)),
                positions.map(ForeignArray::doubles).orElse(new double[0]),
                velocities.map(ForeignArray::doubles).orElse(new double[0]),
                file.optional("infos/action_log_probs")
                        .map(array -> array.requireVector(rows).floats(ledger)),
                checkpoints(file, name, rows));
    }

    private static Optional<ForeignArray> matrix(RowFile file, String path, int rows) {
        return file.optional(path).map(array -> array.requireMatrix(rows));
    }

    /** Ours, if we exported the file; -1 for uniform actions; else unknown. */
    private static long[] checkpoints(RowFile file, Optional<D4rlName> name, int rows) {
        return file.optional("infos/checkpoint_step")
                .map(array -> array.requireVector(rows).wholes())
                .orElseGet(
                        () -> {
                            long[] steps = new long[rows];
                            boolean random =
                                    name.filter(n -> n.quality() == Quality.RANDOM).isPresent();
                            Arrays.fill(steps, random ? -1 : -2);
                            return steps;
                        });
    }

    private static boolean[] terminals(RowFile file, int rows) {
        return flags(file, "terminals", rows)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "dataset \"terminals\" is missing; there are %s. Add it: all false where the task never ends"
                                                .formatted(file.names())));
    }

    private static Optional<boolean[]> flags(RowFile file, String path, int rows) {
        return file.optional(path).map(array -> array.requireVector(rows).flags());
    }

    /** d3rlpy (v1) marks every end; what is no terminal is a timeout. */
    private static Optional<boolean[]> episodeEnds(
            RowFile file, boolean[] terminals, Ledger ledger) {
        Optional<boolean[]> ends = flags(file, "episode_terminals", terminals.length);
        ends.ifPresent(
                flags -> {
                    for (int row = 0; row < flags.length; row++) {
                        flags[row] &= !terminals[row];
                    }
                    ledger.note(
                            "no \"timeouts\": ends in \"episode_terminals\" that are no terminals");
                });
        return ends;
    }

    private static OptionalInt horizon(Optional<D4rlName> name, ImportOptions options) {
        return options.limit().isEmpty() && name.isPresent()
                ? OptionalInt.of(D4rlName.HORIZON)
                : options.limit();
    }

    private static Origin origin(RowFile file, Optional<D4rlName> name, Ledger ledger) {
        Origin origin = new Origin();
        name.ifPresent(
                known -> {
                    ledger.note(
                            "by its name D4RL's %s, version %d", known.agent(), known.version());
                    origin.environment = known.environment();
                    origin.horizon = D4rlName.HORIZON;
                    origin.quality = known.quality();
                    boolean random = known.quality() == Quality.RANDOM;
                    origin.algorithm = random ? "uniform" : "SAC";
                    origin.mode =
                            random ? BehaviorSource.Mode.UNIFORM : BehaviorSource.Mode.STOCHASTIC;
                });
        file.text("metadata/algorithm").ifPresent(algorithm -> origin.algorithm = algorithm);
        file.optional("metadata/iteration")
                .ifPresent(
                        array ->
                                ledger.note(
                                        "behavior policy of training epoch %d (metadata/iteration)",
                                        array.wholes()[0]));
        return origin;
    }
}
