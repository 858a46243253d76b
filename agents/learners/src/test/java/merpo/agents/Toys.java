package merpo.agents;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleSizes;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.ReplayBuffer;

/** Problems that are solved in seconds. */
public final class Toys {
    /** Step of {@link #drift}. */
    private static final float STRIDE = 0.3f;

    private static final float GOAL = 1;

    private Toys() {}

    /** A model small enough for tests. */
    public static DynamicsConfig model(int warmSteps, int adaptationSteps) {
        return new DynamicsConfig(
                new EnsembleSizes(1, 32, 3, 2, 64),
                new DynamicsConfig.Warm(warmSteps, 3e-3),
                new DynamicsConfig.Meta(1, 5, 1e-4, 5e-2, 0.01),
                new DynamicsConfig.Adaptation(adaptationSteps, 3e-3));
    }

    /** Models of some tasks, from a meta-model trained on the same or other tasks. */
    public static TaskModels models(
            NDManager manager, List<ReplayBuffer> training, List<ReplayBuffer> tasks) {
        try (MetaModel meta = MetaModel.initialize(manager, model(400, 100), training, 0)) {
            meta.train(training, 0, (step, loss) -> {});
            return meta.adapt(tasks, 1, (step, loss) -> {});
        }
    }

    /** One state, two arms: reward 1 for any action above 0, else 0. */
    public static Data.World twoArms() {
        return (s, a, random) -> new float[] {s, a > 0 ? 1 : 0};
    }

    /** A walker on a line that drifts; the goal is at 1, the reward minus the distance to it. */
    public static Data.World drift(double drift) {
        return (s, a, random) -> {
            float next = (float) (s + STRIDE * a + drift);
            return new float[] {next, -Math.abs(next - GOAL)};
        };
    }

    /** Return of the deterministic policy of one task over ten steps from 0. */
    public static double driftReturn(double drift, Policy policy, ParameterStack actors, int task) {
        double sum = 0;
        float state = 0;
        try (ParameterStack own = actors.gather(task)) {
            for (int step = 0; step < 10; step++) {
                float action = policy.act(own, new float[] {state}, List.of()).actions()[0];
                float[] after = drift(drift).step(state, action, null);
                state = after[0];
                sum += after[1];
            }
        }
        return sum;
    }

    /**
     * Tasks on a line that differ in the direction an action takes; the goal is at 1. Where actions
     * are turned every reward is lower by 1, by which a context tells the task.
     */
    public static Data.World turned(int sign) {
        return (s, a, random) -> {
            float next = s + STRIDE * sign * a;
            return new float[] {next, -Math.abs(next - GOAL) - (sign < 0 ? 1 : 0)};
        };
    }

    /**
     * Distances to the goal of {@link #turned} over ten steps from 0, negative, of what acts for
     * one of two tasks. The best is -(0.7 + 0.4 + 0.1) = -1.2. At 0 both tasks look alike: who does
     * not know which it is goes away from the goal in one of them, and stands no nearer than 1 to
     * it for ten steps.
     */
    public static double turnedReturn(KeepableActor actor, int row, int sign) {
        double sum = 0;
        float state = 0;
        for (int step = 0; step < 10; step++) {
            float[] both = {state, state};
            state = turned(sign).step(state, actor.act(both).actions()[row], null)[0];
            sum -= Math.abs(state - GOAL);
        }
        return sum;
    }
}
