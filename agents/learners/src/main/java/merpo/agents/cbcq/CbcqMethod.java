package merpo.agents.cbcq;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Alarm;
import merpo.agents.KeepableActor;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;
import merpo.agents.generative.CandidateActor;
import merpo.datagen.snapshot.Snapshot;

/** Contextual BCQ as {@code ./merpo train cbcq}. */
public final class CbcqMethod implements Method<CbcqConfig> {
    @Override
    public String name() {
        return "cbcq";
    }

    @Override
    public String title() {
        return "Contextual BCQ";
    }

    @Override
    public String summary() {
        return "the best of a few actions like the data's, under a task embedding";
    }

    @Override
    public Class<CbcqConfig> settings() {
        return CbcqConfig.class;
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(CbcqConfig settings) {
        return Needs.rows();
    }

    @Override
    public void requireEnough(CbcqConfig settings, List<Integer> learning, List<Integer> test) {
        settings.batch().requireEnough(learning);
        settings.batch().context().requireEnough("test", test);
    }

    @Override
    public OfflineLearner open(NDManager manager, CbcqConfig settings, TaskData data, int steps) {
        return new Cbcq(manager, settings, data);
    }

    @Override
    public List<Alarm> alarms(CbcqConfig settings) {
        return CbcqAlarms.of();
    }

    @Override
    public String steadier() {
        return "lower the learning rates or the reward scale";
    }

    @Override
    public KeepableActor actor(NDManager manager, Snapshot from) {
        return CandidateActor.read(manager, from);
    }
}
