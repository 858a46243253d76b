package merpo.benchmarks.replay;

import java.util.List;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;

/**
 * One rollout as a page shows it.
 *
 * @param title what a person calls it
 * @param color as a page writes it, such as {@code #0067B1}; empty for the next free one
 * @param definition of its environment
 * @param task in a few words; empty where the environment has none
 * @param steps environment steps
 * @param total undiscounted sum of the rewards
 * @param ending such as "truncated"; empty where the actions ran out
 * @param body what moves
 * @param series curves, one value per step
 */
public record Track(
        String title,
        String color,
        EnvironmentDefinition definition,
        String task,
        int steps,
        double total,
        String ending,
        Body body,
        List<Series> series) {

    /**
     * A curve.
     *
     * @param name such as "reward"
     * @param unit such as "m/s"; empty for a plain number
     * @param values one per step, after it
     */
    record Series(String name, String unit, Floats values) {}

    public Track {
        series = List.copyOf(series);
    }

    /** The same under another name. */
    Track titled(String name) {
        return new Track(name, color, definition, task, steps, total, ending, body, series);
    }

    /** The same in a colour. */
    Track colored(String rgb) {
        return new Track(title, rgb, definition, task, steps, total, ending, body, series);
    }

    /** Whether its steps last seconds; points only count them. */
    boolean clocked() {
        return definition.dynamics() instanceof Dynamics.Mujoco;
    }

    /** Length in seconds, or in steps where there is no clock. */
    double duration() {
        return steps * definition.stepDuration();
    }
}
