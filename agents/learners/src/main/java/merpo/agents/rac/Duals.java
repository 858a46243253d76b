package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import merpo.datagen.snapshot.Snapshot;

/**
 * The tuned numbers of every task of a stack, read as columns.
 *
 * @param tasks one each
 */
record Duals(List<TaskDuals> tasks) {
    Duals {
        tasks = List.copyOf(tasks);
    }

    /** One number of each task, [T]. */
    NDArray row(NDManager manager, ToDoubleFunction<TaskDuals> number) {
        float[] values = new float[tasks.size()];
        for (int task = 0; task < values.length; task++) {
            values[task] = (float) number.applyAsDouble(tasks.get(task));
        }
        return manager.create(values);
    }

    /** One number of each task, [T, 1]. */
    NDArray column(NDManager manager, ToDoubleFunction<TaskDuals> number) {
        return row(manager, number).reshape(new Shape(tasks.size(), 1));
    }

    double mean(ToDoubleFunction<TaskDuals> number) {
        return tasks.stream().mapToDouble(number).average().orElseThrow();
    }

    Duals gather(int... rows) {
        return new Duals(Arrays.stream(rows).mapToObj(tasks::get).toList());
    }

    void save(Snapshot to) {
        for (int task = 0; task < tasks.size(); task++) {
            tasks.get(task).save(to.at("task-" + task));
        }
    }

    void restore(Snapshot from) {
        for (int task = 0; task < tasks.size(); task++) {
            tasks.get(task).restore(from.at("task-" + task));
        }
    }
}
