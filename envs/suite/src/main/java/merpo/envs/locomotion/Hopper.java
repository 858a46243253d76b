package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.mujoco.ModelEdit;

/**
 * Hopper as D4RL has it, which is Gymnasium's v2 to v4: hop forward.
 *
 * @param choices where its switches stand
 */
public record Hopper(Choices choices) implements OneLeg, OneTask {
    /** With every switch at its default. */
    public Hopper() {
        this(Choices.of(Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new Hopper(other);
    }

    @Override
    public String id() {
        return "hopper" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A one-legged robot hops forward (D4RL, Gymnasium v2 to v4)";
    }

    @Override
    public Dynamics dynamics() {
        return Dynamics.Mujoco.of(MODEL, FRAME_SKIP, new ModelEdit.OneIsland());
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
                        "Gymnasium v4: the same with the floor's contact margin at 0, which is what MuJoCo before 3.5 made of upstream's file.",
                        "Gymnasium v5: no bonus for the step of the fall, and upstream's file as MuJoCo reads it today (margins add up to 0.002 m).",
                        "rand_param_envs: physics steps of 0.004 s, 200 steps."));
    }
}
