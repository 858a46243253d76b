package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Two states, one action: the minimum of Eq. (1) is known, {@code Q <- B Q - beta (rho - d) / d_f}
 * (MerPO Eq. 8), and a critic that can hold a table must reach it.
 *
 * <p>Four real rows, three of the first state: d = (3/4, 1/4). Four imagined, one of the first: rho
 * = (1/4, 3/4). Half each: d_f = (1/2, 1/2). Rewards 1 and 2, each state leads to the other.
 */
class EquationEightTest {
    private static final double BETA = 0.5;
    private static final double DISCOUNT = 0.5;
    private static final double TOLERANCE = 0.02;

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static final RacConfig CONFIG =
            new RacConfig(
                    new Sizes(1, 16, 8),
                    0,
                    Hand.penalties(0, BETA, 0),
                    new Gap.Literal(Gap.States.IMAGINED),
                    new Bootstrap(
                            Backup.DETERMINISTIC,
                            DISCOUNT,
                            1e-12,
                            new RewardScale.Fixed(1)), // targets rest: Q_k
                    new Optimizer(1e-2, 1e-12, 0),
                    new RolloutSchedule(1, 1, 1, 1),
                    0.5);

    /** States one-hot; the only action is 1. */
    private static ReplayBuffer rows() {
        ReplayBuffer buffer = new ReplayBuffer(8, 2, 1);
        int[] states = {0, 0, 0, 1, 0, 1, 1, 1};
        float[][] oneHot = {{1, 0}, {0, 1}};
        for (int state : states) {
            buffer.add(
                    oneHot[state], 0, new float[] {1}, 0, 1 + state, oneHot[1 - state], 0, false);
        }
        return buffer;
    }

    /** A policy whose action is 1 in single precision, whatever the noise. */
    private ParameterStack always() {
        float[] values = new float[(int) CONFIG.sizes().policy(2, 1).network().parameters()];
        values[values.length - 2] = 10;
        values[values.length - 1] = -5;
        return ParameterStack.of(manager, values, CONFIG.sizes().policy(2, 1).network().blocks(1));
    }

    /** Q of both heads at both states: [head][state]. */
    private double[][] table(ParameterStack critics) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray s = scratch.create(new float[] {1, 0, 0, 1}, new Shape(1, 2, 2));
            NDArray a = scratch.ones(new Shape(1, 2, 1));
            float[] q =
                    CONFIG.sizes()
                            .critic(2, 1)
                            .values(List.of(s, a), critics.constant())
                            .toFloatArray();
            return new double[][] {{q[0], q[1]}, {q[2], q[3]}};
        }
    }

    @Test
    void theCriticReachesTheTableOfEquationEight() {
        Critic shape = CONFIG.sizes().critic(2, 1);
        try (ParameterStack meta = always();
                Rac rac =
                        Rac.from(
                                CONFIG,
                                always(),
                                shape.initialize(manager, List.of(Streams.of(1, "critic", 0))),
                                new FrozenPolicy(CONFIG.sizes().policy(2, 1), meta),
                                Hand.duals(CONFIG, 1))) {
            for (int round = 0; round < 2; round++) {
                double[][] before = table(rac.targets());
                double[] least = {
                    Math.min(before[0][0], before[1][0]), Math.min(before[0][1], before[1][1])
                };
                for (int step = 0; step < 300; step++) {
                    try (NDManager scratch = manager.newSubManager()) {
                        rac.update(
                                new BatchArrays(1, 8, 2, 1).first(List.of(rows())).toBatch(scratch),
                                Streams.perTask(step, "updates", 1));
                    }
                }
                double[][] after = table(rac.critics());
                for (double[] head : after) {
                    // (1/4 - 3/4) / (1/2) = -1: the data's own state is raised by beta
                    assertThat(head[0])
                            .isCloseTo(1 + DISCOUNT * least[1] + BETA, within(TOLERANCE));
                    assertThat(head[1])
                            .isCloseTo(2 + DISCOUNT * least[0] - BETA, within(TOLERANCE));
                }
                rac.targets().assign(rac.critics()); // Q_k becomes Q_{k+1}
            }
        }
    }
}
