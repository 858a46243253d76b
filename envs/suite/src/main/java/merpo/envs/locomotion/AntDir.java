package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.task.DrawnTasks;
import merpo.envs.task.Parameter;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Ant-Dir, FOCAL's ant-dir with any direction: run that way.
 *
 * @param choices where its switches stand
 */
public record AntDir(Choices choices) implements Quadruped {
    private static final TaskDistribution TASKS =
            new DrawnTasks(
                    "ant-dir",
                    "goal: the direction g uniform in [0, 2 pi) rad, from numpy's stream of the seed",
                    45,
                    5,
                    List.of(Parameter.between("goal", 1, -2 * Math.PI, 2 * Math.PI)),
                    (random, index, count) ->
                            Task.of(index, "goal", random.uniform(0, 2 * Math.PI)));

    /** With every switch at its default. */
    public AntDir() {
        this(Choices.of(CONTACT_FORCES, Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new AntDir(other);
    }

    @Override
    public String id() {
        return "ant-dir" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A four-legged robot runs in a direction; the direction is the task";
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
        return towards(Bonus.of(choices));
    }

    /** Speed towards the goal, a bonus for being alive, less effort and contacts. */
    static List<Measure> towards(Bonus bonus) {
        return Quadruped.rewarded(
                new Measure(
                        "reward_forward",
                        "(X' - X, Y' - Y) / 0.05 s of the torso's frame, dot (cos g, sin g)",
                        (step, task) -> {
                            double goal = task.component("goal", 0);
                            return Quadruped.speed(step, 0) * Math.cos(goal)
                                    + Quadruped.speed(step, 1) * Math.sin(goal);
                        }),
                bonus);
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "FOCAL: the same; with its mujoco-py 2.0 the contact cost is 0 as well.",
                        "PEARL: the same; its container's mujoco-py 1.50 fills contact forces in, a cost of at most 0.042 per step (contact-forces=on).",
                        "MACAW: the same with 50 directions, 45 and 5.",
                        "ant-fwd-back: only the directions 0 and pi."));
    }
}
