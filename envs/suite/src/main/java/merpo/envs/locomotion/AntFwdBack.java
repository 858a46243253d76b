package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.task.ListedTasks;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Ant-Fwd-Back, FOCAL's ant-dir with its forward_backward flag: run forward or backward.
 *
 * @param choices where its switches stand
 */
public record AntFwdBack(Choices choices) implements Quadruped {
    private static final TaskDistribution TASKS =
            ListedTasks.all(
                    "goal: the direction g, 0 (forward), then pi (backward) rad",
                    Task.of(0, "goal", 0.0),
                    Task.of(1, "goal", Math.PI));

    /** With every switch at its default. */
    public AntFwdBack() {
        this(Choices.of(CONTACT_FORCES, Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new AntFwdBack(other);
    }

    @Override
    public String id() {
        return "ant-fwd-back" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A four-legged robot runs forward or backward; the direction is the task";
    }

    @Override
    public int horizon() {
        return 200;
    }

    @Override
    public TaskDistribution tasks() {
        return TASKS;
    }

    @Override
    public List<Measure> rewardTerms() {
        return AntDir.towards(Bonus.of(choices));
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "FOCAL: the same; with its mujoco-py 2.0 the contact cost is 0 as well.",
                        "PEARL: its configuration lacks the flag and draws two random directions.",
                        "Gymnasium's Ant: one direction, 1000 steps; v5 observes and charges contact forces."));
    }
}
