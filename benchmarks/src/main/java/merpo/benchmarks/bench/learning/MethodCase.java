package merpo.benchmarks.bench.learning;

import static merpo.benchmarks.bench.learning.LearningSizes.ACTION;
import static merpo.benchmarks.bench.learning.LearningSizes.OBSERVATION;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import merpo.agents.Groundwork;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.StepwiseLearner;
import merpo.agents.TaskData;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.EnsembleSizes;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;

/** Steps of a method on random rows; what it stands on has learned nothing. */
record MethodCase(OfflineLearner learner, TaskData data) implements LearningCase {
    /** On so many tasks. */
    static <C extends Record> MethodCase open(
            NDManager manager, Method<C> method, C settings, int tasks) {
        TaskData bare = data(manager, method.needs(settings), tasks);
        TaskData data = bare;
        for (Groundwork stage : method.groundwork(settings)) {
            try (StepwiseLearner untrained = stage.open(manager, data)) {
                Snapshot left = Snapshot.empty();
                untrained.save(left);
                data = data.with(stage.name(), left);
            }
        }
        return new MethodCase(method.open(manager, settings, data, 1), bare);
    }

    private static TaskData data(NDManager manager, Needs needs, int tasks) {
        List<ReplayBuffer> rows = RandomRows.buffers(tasks, "rows");
        TaskData bare = TaskData.of(rows, Seeds.one(0, tasks));
        return new TaskData(
                rows,
                bare.episodeEnds(),
                sizes(needs.dynamics()).map(sizes -> Ensembles.untrained(manager, sizes, rows)),
                needs.clones()
                        .map(clones -> clones.policy(OBSERVATION, ACTION))
                        .map(policy -> policy.initialize(manager, bare.seeds().streams("clones")))
                        .map(policies -> new Clones(policies, new double[tasks])),
                bare.near(),
                bare.groundwork(),
                bare.termination(),
                bare.seeds());
    }

    private static Optional<EnsembleSizes> sizes(Needs.Dynamics dynamics) {
        if (dynamics instanceof Needs.MetaDynamics meta) {
            return Optional.of(meta.dynamics().sizes());
        }
        return dynamics instanceof Needs.OwnDynamics own
                ? Optional.of(own.ensemble().sizes())
                : Optional.empty();
    }

    @Override
    public void update() {
        learner.step();
    }

    @Override
    public void close() {
        learner.close();
        data.clones().ifPresent(Clones::close);
        data.models().ifPresent(TaskModels::close);
    }
}
