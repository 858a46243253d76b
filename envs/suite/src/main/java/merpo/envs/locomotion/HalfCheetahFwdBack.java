package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;
import merpo.envs.task.ListedTasks;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/** Half-Cheetah-Fwd-Back, FOCAL's and PEARL's cheetah-dir: run forward or backward. */
public final class HalfCheetahFwdBack implements Cheetah {
    static final double CONTROL_COST = 0.05; // per squared unit of action

    private static final TaskDistribution TASKS =
            ListedTasks.all(
                    "direction d: -1 (backward), then +1 (forward)",
                    Task.of(0, "direction", -1.0),
                    Task.of(1, "direction", 1.0));

    @Override
    public String id() {
        return "half-cheetah-fwd-back";
    }

    @Override
    public String summary() {
        return "A planar cheetah runs forward or backward; the direction is the task";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION_WITH_TORSO;
    }

    @Override
    public int horizon() {
        return 200;
    }

    @Override
    public TaskDistribution tasks() {
        return TASKS;
    }

    /** Speed in the task's direction [m/s], less the effort. */
    @Override
    public List<Measure> rewardTerms() {
        return List.of(
                new Measure(
                        "reward_forward",
                        "d (x' - x) / 0.05 s",
                        (step, task) -> task.component("direction", 0) * Cheetah.speed(step)),
                Cheetah.effort(CONTROL_COST));
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                "never",
                List.of(
                        "Gymnasium's HalfCheetah (v2 to v5) and D4RL's: one direction, control cost 0.1, no torso position, 1000 steps.",
                        "FOCAL: the same; its collector merges terminated and truncated.",
                        "PEARL and MACAW: the same; the limit of 200 is their sampler's."));
    }
}
