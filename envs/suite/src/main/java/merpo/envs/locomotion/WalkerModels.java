package merpo.envs.locomotion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.envs.mujoco.ModelSummary;
import merpo.envs.task.NumpyRandom;
import merpo.envs.task.Parameter;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Random walkers as rand_param_envs draws them: every mass, inertia, damping and friction of the
 * nominal model times a power of its own. A task holds the resulting numbers of MuJoCo's model.
 */
final class WalkerModels implements TaskDistribution {
    static final WalkerModels INSTANCE = new WalkerModels();
    static final List<String> FIELDS =
            List.of("body_mass", "body_inertia", "dof_damping", "geom_friction");

    private static final double BASE = 1.5; // of the powers of masses, inertias and frictions
    private static final double DAMPING_BASE = 1.3;
    private static final double EXPONENT = 3; // uniform in [-3, 3)
    private static final double LARGEST = 1e6; // beyond which physics is not to be trusted

    private static final List<Parameter> LAWS =
            List.of(
                    Parameter.positiveAfter("body_mass", 8, 1, LARGEST),
                    Parameter.positiveAfter("body_inertia", 24, 3, LARGEST),
                    Parameter.between("dof_damping", 9, 0, LARGEST),
                    Parameter.between("geom_friction", 24, 0, LARGEST));

    private WalkerModels() {}

    @Override
    public List<Task> draw(int count, long seed) {
        TaskDistribution.requireCount(count);
        NumpyRandom random = new NumpyRandom(seed);
        ModelSummary nominal = Nominal.MODEL;
        List<Task> tasks = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            Map<String, List<Double>> fields = new LinkedHashMap<>(); // in upstream's order
            fields.put("body_mass", varied(nominal.masses(), BASE, random));
            fields.put("body_inertia", varied(nominal.inertias(), BASE, random));
            fields.put("dof_damping", varied(nominal.dampings(), DAMPING_BASE, random));
            fields.put("geom_friction", varied(nominal.frictions(), BASE, random));
            tasks.add(new Task(index, fields));
        }
        return List.copyOf(tasks);
    }

    private static List<Double> varied(List<Double> nominal, double base, NumpyRandom random) {
        List<Double> numbers = new ArrayList<>(nominal.size());
        for (double number : nominal) {
            numbers.add(number * Math.pow(base, random.uniform(-EXPONENT, EXPONENT)));
        }
        return numbers;
    }

    @Override
    public int training() {
        return 20;
    }

    @Override
    public int test() {
        return 5;
    }

    @Override
    public String description() {
        return "body_mass [8], body_inertia [8 x 3], dof_damping [9], geom_friction [8 x 3]: nominal times 1.5^u (damping 1.3^u),"
                + " u uniform in [-3, 3), each number its own, from numpy's stream of the seed";
    }

    @Override
    public void require(Task task) {
        Parameter.requireAll("walker-2d-params", task, LAWS);
    }

    /** Compiled once, when the first task is drawn. */
    private static final class Nominal {
        static final ModelSummary MODEL = Walker2dParams.nominal().source().summary();
    }
}
