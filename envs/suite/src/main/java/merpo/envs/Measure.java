package merpo.envs;

import java.util.List;
import merpo.envs.task.Task;

/**
 * One named number of a step: a term of the reward, or something worth knowing beside it.
 *
 * @param name as in Gymnasium's info, such as {@code reward_forward}
 * @param formula how it is computed, for people, with its constants and unit
 * @param function computes it; pure
 */
public record Measure(String name, String formula, Function function) {
    /** A pure function of a step and the task. */
    @FunctionalInterface
    public interface Function {
        /** Its value in a step of a task. */
        double of(Step step, Task task);
    }

    /** The sum of terms, in their order: a reward. */
    public static double total(List<Measure> terms, Step step, Task task) {
        double sum = 0;
        for (Measure term : terms) {
            sum += term.of(step, task);
        }
        return sum;
    }

    /** Its value in a step of a task. */
    public double of(Step step, Task task) {
        return function.of(step, task);
    }
}
