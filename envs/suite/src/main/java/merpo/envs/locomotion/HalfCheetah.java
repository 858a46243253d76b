package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;

/** HalfCheetah as D4RL has it, which is Gymnasium's v2 to v4: run forward. */
public final class HalfCheetah implements Cheetah, OneTask {
    static final double CONTROL_COST = 0.1; // per squared unit of action

    @Override
    public String id() {
        return "halfcheetah";
    }

    @Override
    public String summary() {
        return "A planar cheetah runs forward (D4RL, Gymnasium v2 to v4)";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION;
    }

    /** Forward speed [m/s], less the effort. */
    @Override
    public List<Measure> rewardTerms() {
        return forward();
    }

    static List<Measure> forward() {
        return List.of(
                new Measure(
                        "reward_forward", "(x' - x) / 0.05 s", (step, task) -> Cheetah.speed(step)),
                Cheetah.effort(CONTROL_COST));
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                "never",
                List.of(
                        "Gymnasium v5: the same physics and reward; v4 and v5 differ in names of their info only.",
                        "FOCAL's and PEARL's cheetah-dir: control cost 0.05, the torso's position observed, 200 steps.",
                        "D4RL's data were made with an engine whose capsules weighed otherwise (MuJoCo before 2.1.1): scores compare only roughly."));
    }
}
