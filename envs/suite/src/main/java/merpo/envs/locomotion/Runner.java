package merpo.envs.locomotion;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Step;

/** What hoppers and walkers share: they run along x in a plane and must not fall. */
interface Runner extends EnvironmentDefinition {
    double START_NOISE = 0.005; // m, rad, m/s or rad/s, uniform to either side
    double CONTROL_COST = 1e-3; // per squared unit of action
    double VELOCITY_LIMIT = 10; // m/s or rad/s, of an observed velocity

    String START =
            "standing, torso at 1.25 m; every position and every velocity uniform in [-0.005, 0.005) around it";

    @Override
    default double discount() {
        return 0.99;
    }

    @Override
    default void start(double[] positions, double[] velocities, RandomGenerator random) {
        for (int k = 0; k < positions.length; k++) {
            positions[k] += random.nextDouble(-START_NOISE, START_NOISE);
        }
        for (int k = 0; k < velocities.length; k++) {
            velocities[k] += random.nextDouble(-START_NOISE, START_NOISE);
        }
    }

    /** Forward speed, a bonus for being alive, less the effort. */
    default List<Measure> rewardTerms(Bonus bonus) {
        return List.of(
                new Measure(
                        "reward_forward",
                        "(x' - x) / " + stepDuration() + " s",
                        (step, task) -> speed(step)),
                bonus.term(this::fallen),
                new Measure(
                        "reward_ctrl",
                        "-" + CONTROL_COST + " sum a^2",
                        (step, task) -> -CONTROL_COST * step.effort()));
    }

    @Override
    default List<Measure> info() {
        return List.of(
                new Measure("x_position", "x', m", (step, task) -> step.after().position("rootx")),
                new Measure(
                        "z_distance_from_origin",
                        "height' - 1.25, m",
                        (step, task) -> step.after().position("rootz") - 1.25),
                new Measure(
                        "x_velocity",
                        "(x' - x) / " + stepDuration() + " s, m/s",
                        (step, task) -> speed(step)));
    }

    /** Whether the robot lies after the step. */
    boolean fallen(Step step);

    private double speed(Step step) {
        return step.moved("rootx") / stepDuration();
    }
}
