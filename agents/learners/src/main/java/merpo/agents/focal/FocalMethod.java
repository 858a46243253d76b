package merpo.agents.focal;

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

/** FOCAL as {@code ./merpo train focal}. */
public final class FocalMethod implements Method<FocalConfig> {
    @Override
    public String name() {
        return "focal";
    }

    @Override
    public String summary() {
        return "FOCAL: a policy under a task embedding that is learned by distances alone";
    }

    @Override
    public Class<FocalConfig> settings() {
        return FocalConfig.class;
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(FocalConfig settings) {
        return Needs.rows();
    }

    @Override
    public void requireEnough(FocalConfig settings, List<Integer> learning, List<Integer> test) {
        if (learning.size() < 2) {
            throw new IllegalArgumentException(
                    "data of %d training task, must be at least 2: an embedding is learned by distances between tasks alone. Give data of more tasks"
                            .formatted(learning.size()));
        }
        settings.batch().context().requireEnough("training", learning);
        settings.batch().context().requireEnough("test", test);
    }

    @Override
    public OfflineLearner open(NDManager manager, FocalConfig settings, TaskData data, int steps) {
        return new Focal(manager, settings, data);
    }

    @Override
    public List<Alarm> alarms(FocalConfig settings) {
        return FocalAlarms.of(settings);
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
