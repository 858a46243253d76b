package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.Switch;
import merpo.envs.mujoco.ModelEdit;
import merpo.envs.task.TaskDistribution;

/**
 * Walker-2D-Params, rand_param_envs' walker: walk forward; masses, inertias, damping and friction
 * are the task.
 *
 * @param choices where its switches stand
 */
public record Walker2dParams(Choices choices) implements Biped {
    static final double TIMESTEP = 0.004; // s of physics
    static final double STEP_DURATION = FRAME_SKIP * TIMESTEP; // s

    private static final Switch SET_CONST =
            Switch.of(
                    "set-const",
                    "whether mj_setConst recomputes what follows from a task's masses; upstream does not, which changes the softness of contacts",
                    "off",
                    "on");

    /** With every switch at its default. */
    public Walker2dParams() {
        this(Choices.of(SET_CONST, Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new Walker2dParams(other);
    }

    @Override
    public String id() {
        return "walker-2d-params" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A two-legged robot walks forward; masses, inertias, damping and friction are the task";
    }

    @Override
    public int horizon() {
        return 200;
    }

    @Override
    public double stepDuration() {
        return STEP_DURATION;
    }

    @Override
    public TaskDistribution tasks() {
        return WalkerModels.INSTANCE;
    }

    @Override
    public Dynamics dynamics() {
        return nominal().withTaskFields(WalkerModels.FIELDS, choices.changed(SET_CONST));
    }

    /** The model that the tasks' multipliers begin from. */
    static Dynamics.Mujoco nominal() {
        return Dynamics.Mujoco.of(
                MODEL, FRAME_SKIP, new ModelEdit.Timestep(TIMESTEP), new ModelEdit.OneIsland());
    }

    @Override
    public List<Measure> rewardTerms() {
        return rewardTerms(Bonus.of(choices));
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "rand_param_envs, FOCAL and PEARL: the same with MuJoCo 1.31, whose contacts no current engine reproduces.",
                        "FOCAL reads its tasks from log files that cannot be had; these tasks are drawn anew by the same rule.",
                        "walker2d: physics steps of 0.002 s, 1000 steps, one model."));
    }
}
