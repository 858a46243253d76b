package merpo.datagen.generate;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.task.TaskDistribution;

/**
 * Another environment with a horizon of its own, whose physics diverges now and then.
 *
 * @param horizon steps
 * @param broken share of the episodes that begin with a speed beyond all numbers, in [0, 1]
 */
record ShortEpisodes(EnvironmentDefinition whole, int horizon, double broken)
        implements EnvironmentDefinition {
    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public String summary() {
        return whole.summary();
    }

    @Override
    public ObservationTable observation() {
        return whole.observation();
    }

    @Override
    public Notes notes() {
        return whole.notes();
    }

    @Override
    public List<String> actions() {
        return whole.actions();
    }

    @Override
    public double discount() {
        return whole.discount();
    }

    @Override
    public TaskDistribution tasks() {
        return whole.tasks();
    }

    @Override
    public Dynamics dynamics() {
        return whole.dynamics();
    }

    @Override
    public void start(double[] positions, double[] velocities, RandomGenerator random) {
        whole.start(positions, velocities, random);
        if (random.nextDouble() < broken) {
            velocities[velocities.length - 1] = 1e30;
        }
    }

    @Override
    public List<Measure> rewardTerms() {
        return whole.rewardTerms();
    }

    @Override
    public boolean terminates(double[] observations, int from) {
        return whole.terminates(observations, from);
    }

    @Override
    public boolean terminated(Row after, double[] observations, int from) {
        return whole.terminated(after, observations, from);
    }

    @Override
    public boolean onlyTimeEnds() {
        return whole.onlyTimeEnds();
    }
}
