package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;
import merpo.envs.task.DrawnTasks;
import merpo.envs.task.Parameter;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/** Half-Cheetah-Vel, FOCAL's and PEARL's cheetah-vel: run at a given speed. */
public final class HalfCheetahVel implements Cheetah {
    static final double CONTROL_COST = 0.05; // per squared unit of action
    static final double MAX_SPEED = 3; // m/s, of the tasks drawn

    private static final TaskDistribution TASKS =
            new DrawnTasks(
                    "half-cheetah-vel",
                    "velocity v uniform in [0, 3) m/s, from numpy's stream of the seed",
                    80,
                    20,
                    List.of(Parameter.between("velocity", 1, 0, 100)),
                    (random, index, count) ->
                            Task.of(index, "velocity", random.uniform(0, MAX_SPEED)));

    @Override
    public String id() {
        return "half-cheetah-vel";
    }

    @Override
    public String summary() {
        return "A planar cheetah runs at a given speed; the speed is the task";
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

    /** Minus the distance to the wanted speed [m/s], less the effort. */
    @Override
    public List<Measure> rewardTerms() {
        return List.of(
                new Measure(
                        "reward_forward",
                        "-|(x' - x) / 0.05 s - v|",
                        (step, task) ->
                                -Math.abs(Cheetah.speed(step) - task.component("velocity", 0))),
                Cheetah.effort(CONTROL_COST));
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                "never",
                List.of(
                        "FOCAL: the same; seed 1337 gives its 100 speeds, 80 to train on and 20 to test on. Its docstring says [0, 2], its code [0, 3].",
                        "PEARL: the same with 130 speeds, 100 and 30.",
                        "MACAW: 40 speeds evenly spaced from 0.075 to 3 m/s."));
    }
}
