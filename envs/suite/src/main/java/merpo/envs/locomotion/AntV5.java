package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.contactWrenches;

import java.util.List;
import merpo.envs.Dynamics;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;
import merpo.envs.mujoco.ModelEdit;

/** Ant-v5 of Gymnasium: run along x, contact forces felt and charged. */
public final class AntV5 implements Quadruped, OneTask {
    static final double FLOOR_MARGIN = 0.01; // m, as in upstream's file

    private static final ObservationTable OBSERVATION_105 =
            ObservationTable.of(OBSERVATION.entries(), contactWrenches(CONTACT_LIMIT, BODIES));

    @Override
    public String id() {
        return "ant-v5";
    }

    @Override
    public String summary() {
        return "A four-legged robot runs along x and feels contacts (Gymnasium v5)";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION_105;
    }

    @Override
    public Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                        MODEL,
                        FRAME_SKIP,
                        new ModelEdit.Margin("floor", FLOOR_MARGIN),
                        new ModelEdit.OneIsland(),
                        new ModelEdit.FloorContactsOnly("floor"))
                .withContactForces(true);
    }

    @Override
    public List<Measure> rewardTerms() {
        return Ant.forward(Bonus.HEALTHY);
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "Gymnasium v5: the same; only that it charges actions beyond [-1, 1] unclipped. Its docstring says force before torque, its numbers are torque before force.",
                        "ant (D4RL, gym v2): no contact forces, the bonus is paid on every step, the floor has no contact margin.",
                        "EnvPool's Ant-v5: the same up to float32 rewards."));
    }
}
