package merpo.agents.context;

import java.util.ArrayList;
import java.util.List;
import merpo.agents.TaskData;
import merpo.datagen.replay.ReplayBuffer;

/** The rows of some tasks, with the ends that a reading of time limits asks for (A37). */
public final class TimeLimitRows {
    private TimeLimitRows() {}

    /** The rows themselves, or copies in which the last row of every episode is terminal. */
    public static List<ReplayBuffer> of(TaskData tasks, TimeLimits limits) {
        if (limits == TimeLimits.BOOTSTRAP) {
            return tasks.rows();
        }
        List<ReplayBuffer> copies = new ArrayList<>();
        for (int task = 0; task < tasks.tasks(); task++) {
            ReplayBuffer.State rows = tasks.rows().get(task).state();
            for (int end : tasks.episodeEnds().get(task)) {
                rows.terminals()[end - 1] = 1;
            }
            copies.add(copy(rows, tasks.observationSize(), tasks.actionSize()));
        }
        return copies;
    }

    private static ReplayBuffer copy(ReplayBuffer.State rows, int observation, int action) {
        ReplayBuffer copy = new ReplayBuffer(rows.rewards().length, observation, action);
        copy.restore(
                new ReplayBuffer.State(
                        rows.observations(),
                        rows.actions(),
                        rows.rewards(),
                        rows.nextObservations(),
                        rows.terminals(),
                        0));
        return copy;
    }
}
