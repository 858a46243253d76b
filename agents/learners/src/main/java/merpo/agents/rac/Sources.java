package merpo.agents.rac;

import java.util.List;
import java.util.Optional;
import merpo.agents.TaskData;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.replay.ReplayBuffer;

/**
 * What a stack of learners learns from, a dataset per row of the stack. The caller keeps the
 * models.
 *
 * @param data of one environment
 * @param models one ensemble per row, none where all transitions are real
 * @param termination where imagined episodes end
 * @param cloneLikelihood negative log-likelihood of each row's behavior clone, zeros where lambda's
 *     rule does not correct by it
 * @param rewardScale of each row ({@link RewardScale})
 * @param penaltyUnit of each row ({@link PenaltyUnit})
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Sources(
        List<ReplayBuffer> data,
        Optional<TaskModels> models,
        ModelRollouts.Termination termination,
        double[] cloneLikelihood,
        double[] rewardScale,
        double[] penaltyUnit) {
    public Sources {
        data = List.copyOf(data);
        requireEach("cloneLikelihood", cloneLikelihood, data.size());
        requireEach("rewardScale", rewardScale, data.size());
        requireEach("penaltyUnit", penaltyUnit, data.size());
    }

    private static void requireEach(String name, double[] numbers, int tasks) {
        if (numbers.length != tasks) {
            throw new IllegalArgumentException(
                    "%s has %d numbers, must be one for each of the %d tasks"
                            .formatted(name, numbers.length, tasks));
        }
    }

    /** Of all that a training has prepared; raw likelihoods where it has no clones. */
    public static Sources of(TaskData data, RacConfig config) {
        RacConfig.Bootstrap bootstrap = config.bootstrap();
        double[] likelihood =
                data.clones().map(Clones::likelihood).orElse(new double[data.tasks()]);
        return new Sources(
                data.rows(),
                data.models(),
                data.termination(),
                likelihood,
                bootstrap.rewards().each(data, bootstrap.discount()),
                config.penalties().unit().each(data));
    }

    /** Sources whose D_beta is the raw negative log-likelihood, rewards and lambda as they are. */
    public static Sources raw(
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            ModelRollouts.Termination termination) {
        int tasks = data.size();
        return new Sources(
                data,
                models,
                termination,
                new double[tasks],
                new RewardScale.Fixed(1).each(tasks),
                new PenaltyUnit.Fixed(1).each(tasks));
    }

    /** Rows of the stack. */
    public int rows() {
        return data.size();
    }

    /** Entries of an observation. */
    public int observationSize() {
        return data.get(0).observationSize();
    }

    /** Entries of an action. */
    public int actionSize() {
        return data.get(0).actionSize();
    }

    /** Models with empty buffers. */
    public Optional<ModelRollouts> imagination(RolloutSchedule rollouts) {
        return models.map(
                known ->
                        new ModelRollouts(
                                known,
                                termination,
                                ModelRollouts.buffers(
                                        rows(),
                                        rollouts.capacity(),
                                        observationSize(),
                                        actionSize())));
    }
}
