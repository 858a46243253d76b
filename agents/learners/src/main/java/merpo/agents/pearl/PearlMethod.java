package merpo.agents.pearl;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Alarm;
import merpo.agents.KeepableActor;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;
import merpo.agents.context.ContextActor;
import merpo.datagen.snapshot.Snapshot;

/** Batch PEARL as {@code ./merpo train pearl}. */
public final class PearlMethod implements Method<PearlConfig> {
    @Override
    public String name() {
        return "pearl";
    }

    @Override
    public String title() {
        return "Batch PEARL";
    }

    @Override
    public String summary() {
        return "PEARL on fixed data: a policy under a draw from a belief about the task";
    }

    @Override
    public Class<PearlConfig> settings() {
        return PearlConfig.class;
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(PearlConfig settings) {
        return Needs.rows();
    }

    @Override
    public void requireEnough(PearlConfig settings, List<Integer> learning, List<Integer> test) {
        settings.batch().context().requireEnough("training", learning, 1);
        settings.batch().context().requireEnough("test", test);
    }

    @Override
    public OfflineLearner open(NDManager manager, PearlConfig settings, TaskData data, int steps) {
        return new Pearl(manager, settings, data);
    }

    @Override
    public List<Alarm> alarms(PearlConfig settings) {
        return PearlAlarms.of(settings);
    }

    @Override
    public String steadier() {
        return "lower the learning rates or the reward scale";
    }

    @Override
    public KeepableActor actor(NDManager manager, Snapshot from) {
        return ContextActor.read(manager, from);
    }
}
