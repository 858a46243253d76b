package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.mujoco.ModelEdit;

/**
 * Walker2d as D4RL has it, which is Gymnasium's v2 to v4: walk forward.
 *
 * @param choices where its switches stand
 */
public record Walker2d(Choices choices) implements Biped, OneTask {
    static final double STEP_DURATION = FRAME_SKIP * 0.002; // s

    /** With every switch at its default. */
    public Walker2d() {
        this(Choices.of(Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new Walker2d(other);
    }

    @Override
    public String id() {
        return "walker2d" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A two-legged robot walks forward (D4RL, Gymnasium v2 to v4)";
    }

    @Override
    public double stepDuration() {
        return STEP_DURATION;
    }

    @Override
    public Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                MODEL,
                FRAME_SKIP,
                new ModelEdit.OneIsland(),
                new ModelEdit.FloorContactsOnly("floor"));
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
                        "Gymnasium v4: the same; the right foot's friction is 0.9, the left one's 1.9, as upstream.",
                        "Gymnasium v5: both feet 1.9, no bonus for the step of the fall. Other dynamics: do not mix their data.",
                        "walker-2d-params: physics steps of 0.004 s, 200 steps, its model varies."));
    }
}
