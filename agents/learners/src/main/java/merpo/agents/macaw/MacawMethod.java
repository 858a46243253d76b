package merpo.agents.macaw;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Alarm;
import merpo.agents.KeepableActor;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;
import merpo.datagen.snapshot.Snapshot;

/** MACAW as {@code ./merpo train macaw}. */
public final class MacawMethod implements Method<MacawConfig> {
    @Override
    public String name() {
        return "macaw";
    }

    @Override
    public String unit() {
        return "meta-iterations";
    }

    @Override
    public String summary() {
        return "MACAW: a start from which one gradient step on a task's data is enough";
    }

    @Override
    public Class<MacawConfig> settings() {
        return MacawConfig.class;
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(MacawConfig settings) {
        return Needs.rows();
    }

    @Override
    public void requireEnough(MacawConfig settings, List<Integer> learning, List<Integer> test) {
        settings.batch().requireEnough("training", learning);
        settings.batch().requireEnough("test", test);
    }

    @Override
    public OfflineLearner open(NDManager manager, MacawConfig settings, TaskData data, int steps) {
        return new Macaw(manager, settings, data);
    }

    @Override
    public List<Alarm> alarms(MacawConfig settings) {
        return MacawAlarms.all();
    }

    @Override
    public String steadier() {
        return "lower the learning rates or learning.inner.rate, or divide returns by their deviation (learning.returnScale=DEVIATION)";
    }

    @Override
    public KeepableActor actor(NDManager manager, Snapshot from) {
        return MacawActor.read(manager, from);
    }
}
