package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Dynamics;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.mujoco.ModelEdit;

/** Hopper-v5 of Gymnasium: hop forward. */
public final class HopperV5 implements OneLeg, OneTask {
    static final double FLOOR_MARGIN = 0.001; // m, as in upstream's file

    @Override
    public String id() {
        return "hopper-v5";
    }

    @Override
    public String summary() {
        return "A one-legged robot hops forward (Gymnasium v5)";
    }

    @Override
    public Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                MODEL,
                FRAME_SKIP,
                new ModelEdit.Margin("floor", FLOOR_MARGIN),
                new ModelEdit.OneIsland());
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
                        "hopper (D4RL, v2 to v4): the bonus is paid on every step, the floor has no contact margin."));
    }
}
