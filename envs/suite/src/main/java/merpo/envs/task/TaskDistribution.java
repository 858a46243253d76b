package merpo.envs.task;

import java.util.List;
import java.util.OptionalInt;

/** What varies between the tasks of a family, drawn from a seed of its own. */
public interface TaskDistribution {
    /** The first {@code count} tasks of this seed, indexed from 0. Same seed, same tasks. */
    List<Task> draw(int count, long seed);

    /** One line: what is drawn, from where. */
    String description();

    /** How many tasks there are, where they can be counted; empty where any number can be drawn. */
    default OptionalInt size() {
        return OptionalInt.empty();
    }

    /** How many tasks are trained on, as MerPO's Table 2 has it or, where it is silent, FOCAL. */
    int training();

    /** How many tasks are tested on, likewise. */
    int test();

    /** Passes if the task belongs to this family; otherwise says which number does not. */
    void require(Task task);

    /** Fails with a clear message unless a draw of this many tasks makes sense. */
    static void requireCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "The number of tasks is " + count + ", must be at least 0");
        }
    }
}
