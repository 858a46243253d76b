package merpo.envs.locomotion;

import java.util.List;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;

/** HalfCheetah-v5 of Gymnasium: run forward. */
public final class HalfCheetahV5 implements Cheetah, OneTask {
    @Override
    public String id() {
        return "halfcheetah-v5";
    }

    @Override
    public String summary() {
        return "A planar cheetah runs forward (Gymnasium v5)";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION;
    }

    /** As in v4. */
    @Override
    public List<Measure> rewardTerms() {
        return HalfCheetah.forward();
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                "never",
                List.of(
                        "Gymnasium v5: the same; only that it charges actions beyond [-1, 1] unclipped.",
                        "halfcheetah (D4RL, v2 to v4): the same physics and reward."));
    }
}
