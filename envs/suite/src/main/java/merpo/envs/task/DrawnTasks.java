package merpo.envs.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Tasks drawn one after another from numpy's stream of a seed.
 *
 * @param environment id, for messages
 * @param description one line
 * @param training how many the papers train on
 * @param test how many they test on
 * @param laws what a task's parameters keep
 * @param drawer makes one
 */
public record DrawnTasks(
        String environment,
        String description,
        int training,
        int test,
        List<Parameter> laws,
        Drawer drawer)
        implements TaskDistribution {
    public DrawnTasks {
        laws = List.copyOf(laws);
    }

    /** Makes the next task of a stream. */
    @FunctionalInterface
    public interface Drawer {
        /**
         * Draws one.
         *
         * @param index its place, from 0
         * @param count of all tasks of this draw
         */
        Task draw(NumpyRandom random, int index, int count);
    }

    @Override
    public List<Task> draw(int count, long seed) {
        TaskDistribution.requireCount(count);
        NumpyRandom random = new NumpyRandom(seed);
        List<Task> tasks = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            tasks.add(drawer.draw(random, index, count));
        }
        return List.copyOf(tasks);
    }

    @Override
    public void require(Task task) {
        Parameter.requireAll(environment, task, laws);
    }
}
