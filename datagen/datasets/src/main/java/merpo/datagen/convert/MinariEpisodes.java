package merpo.datagen.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.datagen.dataset.RowShape;
import merpo.envs.EnvironmentDefinition;

/**
 * The episodes of Minari's HDF5 file, joined: T + 1 observations become T rows with their
 * successors.
 */
final class MinariEpisodes {
    /** One group of the file; observations are [T + 1, obs]. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record One(
            int steps,
            ForeignArray observations,
            ForeignArray actions,
            ForeignArray rewards,
            boolean[] terminations,
            boolean[] truncations,
            Optional<ForeignArray> positions,
            Optional<ForeignArray> velocities,
            Optional<ForeignArray> logProbs,
            Optional<ForeignArray> checkpoints) {}

    private static final List<String> ARRAYS =
            List.of(
                    "observations",
                    "actions",
                    "rewards",
                    "terminations",
                    "truncations",
                    "infos/qpos",
                    "infos/qvel");
    private static final int TRIED = 20; // episodes whose states are tried

    private final List<One> episodes;
    private final int size;

    private MinariEpisodes(List<One> episodes) {
        this.episodes = episodes;
        this.size = episodes.stream().mapToInt(One::steps).reduce(0, Math::addExact);
    }

    static MinariEpisodes read(ForeignHdf5 file, JsonNode metadata, Ledger ledger) {
        requireMemory(file);
        List<One> all = new ArrayList<>();
        int open = 0;
        while (file.has("episode_" + all.size())) {
            One one = one(file, "episode_" + all.size());
            if (!one.terminations()[one.steps() - 1] && !one.truncations()[one.steps() - 1]) {
                one.truncations()[one.steps() - 1] = true;
                open++;
            }
            all.add(one);
        }
        ledger.count(open, "episodes without a flag at their end: truncated there, as Minari does");
        long promised = metadata.path("total_episodes").asLong(all.size());
        if (all.isEmpty() || promised != all.size()) {
            throw new IllegalArgumentException(
                    "\"total_episodes\" is %d in %s, but %d groups episode_0, episode_1, ... follow each other in %s"
                            .formatted(
                                    promised,
                                    MinariImport.METADATA,
                                    all.size(),
                                    MinariImport.DATA));
        }
        MinariEpisodes episodes = new MinariEpisodes(all);
        long steps = metadata.path("total_steps").asLong(episodes.size);
        if (steps != episodes.size) {
            throw new IllegalArgumentException(
                    "\"total_steps\" is %d in %s, but the episodes have %d"
                            .formatted(steps, MinariImport.METADATA, episodes.size));
        }
        return episodes;
    }

    private static void requireMemory(ForeignHdf5 file) {
        HeapNeed need = new HeapNeed();
        for (int episode = 0; file.has("episode_" + episode); episode++) {
            for (String array : ARRAYS) {
                String path = "episode_" + episode + "/" + array;
                if (!file.isGroup(path)) {
                    file.claim(path).ifPresent(need::addHeld);
                }
            }
        }
        need.require();
    }

    private static One one(ForeignHdf5 file, String group) {
        String place = group + "/";
        if (file.isGroup(place + "observations") || file.isGroup(place + "actions")) {
            throw new IllegalArgumentException(
                    "\"%s\" has observations or actions in several parts, must be one array. Flatten them with Minari first"
                            .formatted(group));
        }
        int steps =
                file.rows(
                        place + "actions",
                        place + "rewards",
                        place + "terminations",
                        place + "truncations");
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "\"%s\" has no steps, must have at least one. Remove it with Minari's filter_episodes"
                            .formatted(group));
        }
        boolean[] terminations = flags(file, place + "terminations", steps);
        boolean[] truncations = flags(file, place + "truncations", steps);
        for (int step = 0; step + 1 < steps; step++) {
            if (terminations[step] || truncations[step]) {
                throw new IllegalArgumentException(
                        "\"%s\" has a flag at step %d of %d, must have it at the last: one episode per group"
                                .formatted(group, step, steps));
            }
        }
        if (terminations[steps - 1]) {
            truncations[steps - 1] = false; // both: the task ended
        }
        return new One(
                steps,
                file.array(place + "observations").requireMatrix(steps + 1),
                file.array(place + "actions").requireMatrix(steps),
                file.array(place + "rewards").requireVector(steps),
                terminations,
                truncations,
                info(file, place + "infos/qpos", steps),
                info(file, place + "infos/qvel", steps),
                info(file, place + "infos/action_log_probs", steps),
                info(file, place + "infos/checkpoint_step", steps));
    }

    private static boolean[] flags(ForeignHdf5 file, String path, int steps) {
        return file.array(path).requireVector(steps).flags();
    }

    /** [T + 1] or [T] rows, of which the first T count. */
    private static Optional<ForeignArray> info(ForeignHdf5 file, String path, int steps) {
        Optional<ForeignArray> found = file.has(path) ? file.optional(path) : Optional.empty();
        found.filter(array -> array.rows() != steps && array.rows() != steps + 1)
                .ifPresent(
                        array -> {
                            throw new IllegalArgumentException(
                                    "\"%s\" has %d rows, must have %d: one more than steps"
                                            .formatted(path, array.rows(), steps + 1));
                        });
        return found;
    }

    private int width(Function<One, ForeignArray> array) {
        int width = array.apply(episodes.get(0)).width();
        for (int e = 0; e < episodes.size(); e++) {
            if (array.apply(episodes.get(e)).width() != width) {
                throw new IllegalArgumentException(
                        "\"%s\" has %d columns, in episode_0 it has %d: all must be alike"
                                .formatted(
                                        array.apply(episodes.get(e)).name(),
                                        array.apply(episodes.get(e)).width(),
                                        width));
            }
        }
        return width;
    }

    private boolean all(Function<One, Optional<ForeignArray>> info) {
        return episodes.stream().allMatch(one -> info.apply(one).isPresent());
    }

    RowShape shape() {
        return new RowShape(
                width(One::observations),
                width(One::actions),
                all(One::positions) ? width(one -> one.positions().orElseThrow()) : 0,
                all(One::velocities) ? width(one -> one.velocities().orElseThrow()) : 0);
    }

    /**
     * Whether the states of the infos are those before each step. With a row more than steps they
     * are, from the reset on. Without it the reset had none, and they are those after each step, or
     * the writer left the last one out: only our own simulations can tell.
     */
    private boolean statesBefore(
            RowShape shape, Optional<EnvironmentDefinition> ours, Ledger ledger) {
        if (shape.positions() + shape.velocities() == 0) {
            return true;
        }
        List<One> open =
                episodes.stream()
                        .filter(
                                one ->
                                        Stream.of(one.positions(), one.velocities())
                                                .flatMap(Optional::stream)
                                                .anyMatch(state -> state.rows() == one.steps()))
                        .toList();
        if (open.isEmpty()) {
            ledger.note(
                    "states in infos have a row more than steps: those before each step, the last one left out");
            return true;
        }
        Optional<Boolean> tried =
                shape.positions() > 0 && shape.velocities() > 0
                        ? ours.flatMap(definition -> tried(definition, shape, open))
                        : Optional.empty();
        tried.ifPresentOrElse(
                before ->
                        ledger.note(
                                before
                                        ? "states in infos have as many rows as steps: put into them, %s shows that they are those before each step"
                                        : "states in infos have as many rows as steps: put into them, %s shows that they are not those before each step: left out",
                                ours.orElseThrow().id()),
                () ->
                        ledger.note(
                                "states in infos have as many rows as steps, before or after them nobody knows: left out"));
        return tried.orElse(false);
    }

    /** Whether our simulation shows, in states of some episodes, the observations of their rows. */
    private static Optional<Boolean> tried(
            EnvironmentDefinition definition, RowShape shape, List<One> episodes) {
        try (StatesBefore states = new StatesBefore(definition)) {
            return states.fits(shape.positions(), shape.velocities())
                    ? Optional.of(
                            episodes.stream().limit(TRIED).allMatch(one -> agree(states, one)))
                    : Optional.empty();
        }
    }

    private static boolean agree(StatesBefore states, One one) {
        return states.agree(
                one.positions().orElseThrow().doubles(),
                one.velocities().orElseThrow().doubles(),
                one.observations().floats(new Ledger()),
                one.steps() / 2);
    }

    LooseRows rows(JsonNode actionSpace, Optional<EnvironmentDefinition> ours, Ledger ledger) {
        RowShape shape = shape();
        int obs = shape.observation();
        int act = shape.action();
        boolean before = statesBefore(shape, ours, ledger);
        int nq = before ? shape.positions() : 0;
        int nv = before ? shape.velocities() : 0;
        float[] observations = new float[Math.multiplyExact(size, obs)];
        float[] successors = new float[observations.length];
        float[] actions = new float[Math.multiplyExact(size, act)];
        float[] rewards = new float[size];
        double[] positions = new double[Math.multiplyExact(size, nq)];
        double[] velocities = new double[Math.multiplyExact(size, nv)];
        boolean hasLogProbs = all(One::logProbs);
        boolean hasCheckpoints = all(One::checkpoints);
        float[] logProbs = new float[size];
        long[] checkpoints = new long[size];
        Arrays.fill(checkpoints, -2);
        Ledger scratch = new Ledger();
        int at = 0;
        for (One one : episodes) {
            int steps = one.steps();
            float[] seen = one.observations().floats(scratch);
            System.arraycopy(seen, 0, observations, at * obs, steps * obs);
            System.arraycopy(seen, obs, successors, at * obs, steps * obs);
            System.arraycopy(one.actions().floats(scratch), 0, actions, at * act, steps * act);
            System.arraycopy(one.rewards().floats(scratch), 0, rewards, at, steps);
            if (nq > 0) {
                double[] q = one.positions().orElseThrow().doubles();
                System.arraycopy(q, 0, positions, at * nq, steps * nq);
            }
            if (nv > 0) {
                double[] v = one.velocities().orElseThrow().doubles();
                System.arraycopy(v, 0, velocities, at * nv, steps * nv);
            }
            if (hasLogProbs) {
                float[] p = one.logProbs().orElseThrow().floats(scratch);
                System.arraycopy(p, 0, logProbs, at, steps);
            }
            if (hasCheckpoints) {
                System.arraycopy(
                        one.checkpoints().orElseThrow().wholes(), 0, checkpoints, at, steps);
            }
            at += steps;
        }
        if (!scratch.notes().isEmpty()) {
            ledger.note(
                    "numbers wider than float32 rounded to it, in %d arrays",
                    scratch.notes().size());
        }
        normalize(actions, act, actionSpace, ledger);
        return new LooseRows(
                new RowShape(obs, act, nq, nv),
                observations,
                actions,
                rewards,
                Optional.of(successors),
                positions,
                velocities,
                hasLogProbs ? Optional.of(logProbs) : Optional.empty(),
                checkpoints);
    }

    /** Actions in the bounds of their space become actions in [-1, 1]. */
    private static void normalize(float[] actions, int act, JsonNode space, Ledger ledger) {
        JsonNode low = space.path("low");
        JsonNode high = space.path("high");
        boolean known = low.size() == act && high.size() == act;
        boolean moved = false;
        for (int k = 0; known && k < act; k++) {
            double from = low.get(k).asDouble(Double.NaN);
            double to = high.get(k).asDouble(Double.NaN);
            if (!(Double.isFinite(from) && Double.isFinite(to) && to > from)) {
                continue;
            }
            for (int i = k; (from != -1 || to != 1) && i < actions.length; i += act) {
                actions[i] = (float) (2 * (actions[i] - from) / (to - from) - 1);
                moved = true;
            }
        }
        if (moved) {
            ledger.note("actions moved from the bounds of their space to [-1, 1]");
        }
    }

    LooseRows.Ends ends(LooseRows rows) {
        boolean[] terminals = new boolean[size];
        boolean[] timeouts = new boolean[size];
        int at = 0;
        for (One one : episodes) {
            System.arraycopy(one.terminations(), 0, terminals, at, one.steps());
            System.arraycopy(one.truncations(), 0, timeouts, at, one.steps());
            at += one.steps();
        }
        return new LooseRows.Ends(rows.successors().orElseThrow(), terminals, timeouts);
    }
}
