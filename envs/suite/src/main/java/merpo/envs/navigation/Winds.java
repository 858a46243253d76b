package merpo.envs.navigation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.envs.task.NumpyRandom;
import merpo.envs.task.Parameter;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Winds as FOCAL draws them: first every x, then every y, from numpy's stream of the seed.
 *
 * @param drawGoals whether a goal on the upper half circle is drawn for each task, after all winds
 */
record Winds(boolean drawGoals) implements TaskDistribution {
    static final double MAX_WIND = 0.05; // m per step and axis

    // a wind that the robot cannot hold would blow it off the goal
    private static final double HOLDABLE = Math.nextDown(PointRobot.REACH);
    private static final List<Parameter> LAWS =
            List.of(
                    Parameter.between("wind", 2, -HOLDABLE, HOLDABLE),
                    Parameter.between("goal", 2, -1e3, 1e3).optional());

    @Override
    public List<Task> draw(int count, long seed) {
        TaskDistribution.requireCount(count);
        NumpyRandom random = new NumpyRandom(seed);
        double[] x = uniform(random, count, -MAX_WIND, MAX_WIND);
        double[] y = uniform(random, count, -MAX_WIND, MAX_WIND);
        double[] angle = uniform(random, drawGoals ? count : 0, 0, Math.PI);
        List<Task> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, List<Double>> parameters = new LinkedHashMap<>();
            parameters.put("wind", List.of(x[i], y[i]));
            if (drawGoals) {
                parameters.put("goal", List.of(Math.cos(angle[i]), Math.sin(angle[i])));
            }
            tasks.add(new Task(i, parameters));
        }
        return List.copyOf(tasks);
    }

    private static double[] uniform(NumpyRandom random, int count, double low, double high) {
        return IntStream.range(0, count).mapToDouble(i -> random.uniform(low, high)).toArray();
    }

    @Override
    public String description() {
        return "wind x and y uniform in [-0.05, 0.05) m per step, from numpy's stream of the seed; goal "
                + (drawGoals ? "on the upper half circle" : "(1, 0) for every task");
    }

    @Override
    public int training() {
        return 40;
    }

    @Override
    public int test() {
        return 10;
    }

    @Override
    public void require(Task task) {
        Parameter.requireAll("point-robot-wind", task, LAWS);
    }
}
