package merpo.datagen.generate;

import java.util.List;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.settings.Setting;
import merpo.envs.task.Task;

/**
 * What is to be made.
 *
 * @param quality of the policies that act
 * @param transitions least rows per task; a file holds whole episodes
 * @param tasks one file each
 * @param drawSeed seed of the tasks' draw
 * @param seed of actions and start states
 */
public record DatasetOrder(
        Quality quality, int transitions, List<Assigned> tasks, long drawSeed, long seed) {
    /** A task and what it is for. */
    public record Assigned(Task task, TaskSource.Split split) {}

    public DatasetOrder {
        tasks = List.copyOf(tasks);
        Setting.require("transitions", transitions, transitions >= 1, "at least 1");
        Setting.require("tasks", tasks.size(), !tasks.isEmpty(), "at least 1");
    }
}
