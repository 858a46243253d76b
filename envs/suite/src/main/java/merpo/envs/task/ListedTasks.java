package merpo.envs.task;

import java.util.List;
import java.util.OptionalInt;

/**
 * A family with a fixed list of tasks; nothing is random.
 *
 * @param tasks all of them, in order
 * @param description one line
 */
public record ListedTasks(List<Task> tasks, String description) implements TaskDistribution {
    public ListedTasks {
        tasks = List.copyOf(tasks);
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
