package merpo.datagen.sac;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.Batch;

/** The losses of soft actor-critic for one task, in loops over doubles: slow, and easy to check. */
final class PlainSac {
    private final NDManager manager;
    private final SacConfig config;
    private final Policy policy;
    private final Critic critic;
    private float[] actor = {};
    private float[] critics = {};
    private double[][][] noise = {}; // of the next action, then of the own: [2][B][act]

    PlainSac(NDManager manager, SacConfig config, int observationSize, int actionSize) {
        this.manager = manager;
        this.config = config;
        policy = config.sizes().policy(observationSize, actionSize);
        critic = config.sizes().critic(observationSize, actionSize);
    }

    /** Draws what a learner draws: actor, critics, noise of the target, noise of the actor. */
    void initialize(RandomGenerator random) {
        try (ParameterStack first = policy.initialize(manager, List.of(random));
                ParameterStack second = critic.initialize(manager, List.of(random))) {
            actor = first.toArray();
            critics = second.toArray();
        }
        noise = new double[2][config.sizes().batch()][policy.actionSize()];
        for (double[][] rows : noise) {
            for (double[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = random.nextGaussian();
                }
            }
        }
    }

    float[] actor() {
        return actor;
    }

    float[] critics() {
        return critics;
    }

    /** Sum over heads of mean (Q - y)^2, y = r + gamma (1 - d) (min Q - temperature log pi). */
    double criticLoss(Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double[] next =
                    row(batch.nextObservation().toFloatArray(), row, policy.observationSize());
            double y =
                    batch.reward().toFloatArray()[row]
                            + config.optimizer().discount()
                                    * batch.continues().toFloatArray()[row]
                                    * softValue(next, noise[0][row]);
            double[] s = row(batch.observation().toFloatArray(), row, policy.observationSize());
            double[] a = row(batch.action().toFloatArray(), row, policy.actionSize());
            for (int head = 0; head < critic.heads(); head++) {
                double error = value(s, a, head) - y;
                sum += error * error / batch.rows();
            }
        }
        return sum;
    }

    /** Mean of temperature log pi - min Q. */
    double actorLoss(Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double[] s = row(batch.observation().toFloatArray(), row, policy.observationSize());
            sum -= softValue(s, noise[1][row]) / batch.rows();
        }
        return sum;
    }

    private double softValue(double[] s, double[] epsilon) {
        double[] head = forward(policy.network(), actor, 1, 0, s);
        int size = policy.actionSize();
        double[] action = new double[size];
        double logProb = 0;
        for (int i = 0; i < size; i++) {
            double logDeviation = Math.max(-5, Math.min(2, head[size + i]));
            action[i] = Math.tanh(head[i] + Math.exp(logDeviation) * epsilon[i]);
            logProb +=
                    -0.5 * epsilon[i] * epsilon[i]
                            - logDeviation
                            - 0.5 * Math.log(2 * Math.PI)
                            - Math.log(1 - action[i] * action[i]);
        }
        return Math.min(value(s, action, 0), value(s, action, 1))
                - config.optimizer().temperature() * logProb;
    }

    private double value(double[] s, double[] a, int head) {
        double[] x = new double[s.length + a.length];
        System.arraycopy(s, 0, x, 0, s.length);
        System.arraycopy(a, 0, x, s.length, a.length);
        return forward(critic.network(), critics, critic.heads(), head, x)[0];
    }

    /** Per layer: weights [member, in, out], then biases [member, out]; relu between layers. */
    private static double[] forward(
            Mlp shape, float[] values, int members, int member, double[] x) {
        double[] h = x;
        int at = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int in = h.length;
            int out = shape.fanOut(layer);
            int weights = at + member * in * out;
            int biases = at + members * in * out + member * out;
            double[] next = new double[out];
            for (int j = 0; j < out; j++) {
                next[j] = values[biases + j];
                for (int i = 0; i < in; i++) {
                    next[j] += h[i] * values[weights + i * out + j];
                }
                if (layer < shape.layers() - 1) {
                    next[j] = Math.max(0, next[j]);
                }
            }
            at += members * (in + 1) * out;
            h = next;
        }
        return h;
    }

    private static double[] row(float[] values, int row, int width) {
        double[] numbers = new double[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = values[row * width + i];
        }
        return numbers;
    }
}
