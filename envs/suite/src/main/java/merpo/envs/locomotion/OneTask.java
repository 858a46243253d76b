package merpo.envs.locomotion;

import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.ListedTasks;
import merpo.envs.task.TaskDistribution;

/** What D4RL's and Gymnasium's robots share: one task, and a thousand steps for it. */
interface OneTask extends EnvironmentDefinition {
    @Override
    default int horizon() {
        return 1000;
    }

    @Override
    default TaskDistribution tasks() {
        return ListedTasks.SINGLE;
    }
}
