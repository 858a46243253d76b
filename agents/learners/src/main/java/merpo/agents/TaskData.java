package merpo.agents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;

/**
 * The data of some tasks, and what was made of them for the learner that asked for it ({@link
 * Needs}); all of it lives as long as the tensors' manager.
 *
 * @param rows a dataset for each row of the stack, of one environment
 * @param episodeEnds for each dataset the row after the last of each of its episodes
 * @param models an ensemble for each row, where dynamics are needed
 * @param clones of each row's behavior policy, where they are needed
 * @param near the policy that learners are held near, where one is named
 * @param groundwork what earlier stages of the training have left, by their names
 * @param termination where imagined episodes end
 * @param seeds from which all draws of these tasks follow
 */
public record TaskData(
        List<ReplayBuffer> rows,
        List<int[]> episodeEnds,
        Optional<TaskModels> models,
        Optional<Clones> clones,
        Optional<FrozenPolicy> near,
        Map<String, Snapshot> groundwork,
        ModelRollouts.Termination termination,
        Seeds seeds) {
    public TaskData {
        rows = List.copyOf(rows);
        episodeEnds = List.copyOf(episodeEnds);
        groundwork = Map.copyOf(groundwork);
    }

    /** Rows and nothing else; each buffer is one episode, and no imagined one ends. */
    public static TaskData of(List<ReplayBuffer> rows, Seeds seeds) {
        return new TaskData(
                rows,
                rows.stream().map(buffer -> new int[] {buffer.size()}).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                observation -> false,
                seeds);
    }

    /** The same, with an ensemble and a clone for each row, where there are any. */
    TaskData with(Optional<TaskModels> models, Optional<Clones> clones) {
        return new TaskData(
                rows, episodeEnds, models, clones, near, groundwork, termination, seeds);
    }

    /** The same, and what a stage has left. */
    public TaskData with(String stage, Snapshot left) {
        Map<String, Snapshot> all = new HashMap<>(groundwork);
        all.put(stage, left);
        return new TaskData(rows, episodeEnds, models, clones, near, all, termination, seeds);
    }

    /** How many rows there are of each task. */
    public List<Integer> sizes() {
        return rows.stream().map(ReplayBuffer::size).toList();
    }

    /** Rows of the stack. */
    public int tasks() {
        return rows.size();
    }

    /** Entries of an observation. */
    public int observationSize() {
        return rows.get(0).observationSize();
    }

    /** Entries of an action. */
    public int actionSize() {
        return rows.get(0).actionSize();
    }
}
