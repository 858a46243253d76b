package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Dynamics;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.mujoco.ModelEdit;

/** Walker2d-v5 of Gymnasium: walk forward. */
public final class Walker2dV5 implements Biped, OneTask {
    static final double FOOT_FRICTION = 1.9; // of the right foot, too

    @Override
    public String id() {
        return "walker2d-v5";
    }

    @Override
    public String summary() {
        return "A two-legged robot walks forward (Gymnasium v5)";
    }

    @Override
    public double stepDuration() {
        return Walker2d.STEP_DURATION;
    }

    @Override
    public Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                MODEL,
                FRAME_SKIP,
                new ModelEdit.Friction("foot", FOOT_FRICTION),
                new ModelEdit.OneIsland(),
                new ModelEdit.FloorContactsOnly("floor"));
    }

    @Override
    public List<Measure> rewardTerms() {
        return rewardTerms(Bonus.HEALTHY);
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "Gymnasium v5: the same; only that it charges actions beyond [-1, 1] unclipped.",
                        "EnvPool's Walker2d-v5: counts the bounds of height and pitch as healthy.",
                        "walker2d (D4RL, v2 to v4): right foot's friction 0.9, the bonus is paid on every step."));
    }
}
