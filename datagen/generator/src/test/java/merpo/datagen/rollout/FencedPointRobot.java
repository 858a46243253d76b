package merpo.datagen.rollout;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;
import merpo.envs.navigation.PointRobotWind;
import merpo.envs.task.TaskDistribution;

/**
 * The point robot in the wind, but the episode ends beyond a fence.
 *
 * @param fence largest x that is not the end [m]
 */
record FencedPointRobot(double fence) implements EnvironmentDefinition {
    private static final PointRobotWind OPEN = new PointRobotWind();

    @Override
    public String id() {
        return "fenced-point-robot";
    }

    @Override
    public String summary() {
        return "A point in the wind, before a fence";
    }

    @Override
    public ObservationTable observation() {
        return OPEN.observation();
    }

    @Override
    public Notes notes() {
        return OPEN.notes();
    }

    @Override
    public List<String> actions() {
        return OPEN.actions();
    }

    @Override
    public int horizon() {
        return OPEN.horizon();
    }

    @Override
    public double discount() {
        return OPEN.discount();
    }

    @Override
    public TaskDistribution tasks() {
        return OPEN.tasks();
    }

    @Override
    public Dynamics dynamics() {
        return OPEN.dynamics();
    }

    @Override
    public void start(double[] positions, double[] velocities, RandomGenerator random) {
        OPEN.start(positions, velocities, random);
    }

    @Override
    public List<Measure> rewardTerms() {
        return OPEN.rewardTerms();
    }

    @Override
    public boolean terminates(double[] observations, int from) {
        return observations[from] > fence;
    }
}
