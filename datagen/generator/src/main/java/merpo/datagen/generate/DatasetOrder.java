package merpo.datagen.generate;

import java.util.List;
import java.util.Optional;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.settings.Setting;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

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

    /**
     * The tasks that there are policies for; those that nobody trains on are to be tested on.
     *
     * @param split says which these are; empty where the environment does
     */
    public static List<Assigned> assigned(KeptActors actors, Optional<TaskSplit> split) {
        int training = actors.zoo().environment().tasks().training();
        return actors.zoo().training().tasks().stream()
                .map(
                        task ->
                                new Assigned(
                                        task,
                                        split.map(own -> own.training().contains(task))
                                                        .orElse(task.index() < training)
                                                ? TaskSource.Split.TRAIN
                                                : TaskSource.Split.TEST))
                .toList();
    }
}
