package merpo.envs.navigation;

import java.util.ArrayList;
import java.util.List;
import merpo.envs.Choices;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Notes;
import merpo.envs.Switch;
import merpo.envs.task.NumpyRandom;
import merpo.envs.task.Parameter;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Sparse-Point-Robot of FOCAL and PEARL: find a goal on the upper half of the unit circle.
 *
 * @param choices where its switches stand
 */
public record SparsePointRobot(Choices choices) implements PointRobot {
    static final int HORIZON = 20; // steps, the evaluation length

    private static final Switch STEPS =
            Switch.of(
                    "horizon",
                    "steps until time runs out; 200 is the class's own limit",
                    "20",
                    "200");

    /** With every switch at its default. */
    public SparsePointRobot() {
        this(Choices.of(STEPS, SPARSE_REWARD));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new SparsePointRobot(other);
    }

    @Override
    public String id() {
        return "sparse-point-robot" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A point walks to a goal on a half circle; the goal is the task";
    }

    @Override
    public int horizon() {
        return choices.changed(STEPS) ? LONG_HORIZON : HORIZON;
    }

    @Override
    public TaskDistribution tasks() {
        return new Goals();
    }

    @Override
    public Dynamics dynamics() {
        return new Dynamics.Planar(SparsePointRobot::step);
    }

    @Override
    public List<Double> goal(Task task) {
        return task.parameters().get("goal");
    }

    @Override
    public Notes notes() {
        return new Notes(
                "(0, 0) exactly",
                "never",
                List.of(
                        "PEARL: the same, goals in the order of its shuffle with seed 1337; returns the dense reward, as here.",
                        "FOCAL: the same goals in the order of their angles, the training ones picked at random; its radius is a negative number and its sparse reward rescaled (sparse-reward=rescaled); its class runs 200 steps (horizon=200)."));
    }

    private static void step(double[] positions, int at, double[] actions, int from, Task task) {
        positions[at] += REACH * actions[from];
        positions[at + 1] += REACH * actions[from + 1];
    }

    /** Goals at equal angles, both ends included, in PEARL's shuffled order. */
    private record Goals() implements TaskDistribution {
        private static final List<Parameter> LAWS =
                List.of(Parameter.between("goal", 2, -1e3, 1e3));

        @Override
        public List<Task> draw(int count, long seed) {
            TaskDistribution.requireCount(count);
            List<Task> tasks = new ArrayList<>(count);
            for (int place : new NumpyRandom(seed).permutation(count)) {
                double angle = count == 1 ? 0 : Math.PI * place / (count - 1);
                tasks.add(Task.of(tasks.size(), "goal", Math.cos(angle), Math.sin(angle)));
            }
            return List.copyOf(tasks);
        }

        @Override
        public String description() {
            return "goal (cos t, sin t), t at equal distances in [0, pi], shuffled by numpy's stream of the seed";
        }

        @Override
        public int training() {
            return 80;
        }

        @Override
        public int test() {
            return 20;
        }

        @Override
        public void require(Task task) {
            Parameter.requireAll("sparse-point-robot", task, LAWS);
        }
    }
}
