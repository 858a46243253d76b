package merpo.agents.mbml;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Alarm;
import merpo.agents.Groundwork;
import merpo.agents.KeepableActor;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.StepwiseLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;
import merpo.agents.generative.CandidateActor;
import merpo.agents.generative.TaskBcq;
import merpo.agents.generative.Teachers;
import merpo.datagen.snapshot.Snapshot;

/** MBML as {@code ./merpo train mbml}: teachers, predictors, and the distillation of both. */
public final class MbmlMethod implements Method<MbmlConfig> {
    @Override
    public String name() {
        return "mbml";
    }

    @Override
    public String summary() {
        return "MBML: one policy under a task embedding, taught by a BCQ of each task";
    }

    @Override
    public Class<MbmlConfig> settings() {
        return MbmlConfig.class;
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(MbmlConfig settings) {
        return Needs.rows();
    }

    @Override
    public void requireEnough(MbmlConfig settings, List<Integer> learning, List<Integer> test) {
        settings.batch().requireEnough(learning);
        settings.batch().context().requireEnough("test", test);
    }

    @Override
    public List<Groundwork> groundwork(MbmlConfig settings) {
        return List.of(
                new TeacherGroundwork(settings), new PredictorGroundwork(settings.predictors()));
    }

    private record TeacherGroundwork(MbmlConfig settings) implements Groundwork {
        @Override
        public String name() {
            return "teachers";
        }

        @Override
        public int steps() {
            return settings.teachers().steps();
        }

        @Override
        public StepwiseLearner open(NDManager manager, TaskData data) {
            return new TaskBcq(manager, settings.teachers().learning(), data);
        }

        Lessons lessons(NDManager manager, TaskData data) {
            Teachers read =
                    Teachers.read(manager, settings.teachers().learning(), left(data), data);
            return new Lessons(read.networks(), settings.teachers().learning().bcq().proposal());
        }
    }

    private record PredictorGroundwork(MbmlConfig.PredictorStage settings) implements Groundwork {
        @Override
        public String name() {
            return "predictors";
        }

        @Override
        public int steps() {
            return settings.steps();
        }

        @Override
        public Predictors open(NDManager manager, TaskData data) {
            return new Predictors(manager, settings, data);
        }

        Relabelling relabelling(NDManager manager, TaskData data) {
            try (Predictors learned = open(manager, data)) {
                learned.restore(left(data));
                return learned.relabelling();
            }
        }
    }

    @Override
    public OfflineLearner open(NDManager manager, MbmlConfig settings, TaskData data, int steps) {
        return new Mbml(
                manager,
                settings,
                data,
                new TeacherGroundwork(settings).lessons(manager, data),
                new PredictorGroundwork(settings.predictors()).relabelling(manager, data));
    }

    @Override
    public List<Alarm> alarms(MbmlConfig settings) {
        return MbmlAlarms.of(settings);
    }

    @Override
    public String steadier() {
        return "lower the learning rates or the reward scale of the teachers";
    }

    @Override
    public KeepableActor actor(NDManager manager, Snapshot from) {
        return CandidateActor.read(manager, from);
    }
}
