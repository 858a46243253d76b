package merpo.benchmarks.experiment.stage;

import java.io.IOException;
import java.util.List;
import merpo.benchmarks.experiment.ExperimentConfig;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.envs.task.TaskSplit;

/** Draws the training and test tasks and writes them down. */
final class TasksStage implements Stage {
    private final Laboratory laboratory;

    TasksStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public String command() {
        return "prepare";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        ExperimentConfig.Tasks tasks = laboratory.config().tasks();
        progress.stage(name(), 1, "draw");
        TaskSplit split =
                TaskSplit.draw(
                        laboratory.definition(), tasks.training(), tasks.test(), tasks.drawSeed());
        split.save(run.path(Laboratory.TASKS));
        progress.step(
                1, split.training().size() + " training, " + split.test().size() + " test tasks");
    }
}
