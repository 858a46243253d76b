package merpo.envs.task;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A family with a fixed list of tasks; nothing is random.
 *
 * @param tasks all of them, in order
 * @param description one line
 */
public record ListedTasks(List<Task> tasks, String description) implements TaskDistribution {
    /** One task without parameters: an environment that is no family. */
    public static final TaskDistribution SINGLE = all("one task", new Task(0, Map.of()));

    public ListedTasks {
        tasks = List.copyOf(tasks);
    }

    /** These and no others. */
    public static ListedTasks all(String description, Task... tasks) {
        return new ListedTasks(List.of(tasks), description);
    }

    @Override
    public List<Task> draw(int count, long seed) {
        TaskDistribution.requireCount(count);
        if (count > tasks.size()) {
            throw new IllegalArgumentException(
                    "%d tasks asked for, but there are only %d (%s); ask for at most %d"
                            .formatted(count, tasks.size(), description, tasks.size()));
        }
        return tasks.subList(0, count);
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(tasks.size());
    }

    /** All of them are trained on. */
    @Override
    public int training() {
        return tasks.size();
    }

    /** The same ones. */
    @Override
    public int test() {
        return tasks.size();
    }

    @Override
    public void require(Task task) {
        for (Task listed : tasks) {
            if (listed.parameters().equals(task.parameters())) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "Task %d has %s, which is not one of the %d tasks (%s)"
                        .formatted(task.index(), task.parameters(), tasks.size(), description));
    }
}
