package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Data;
import merpo.agents.rac.Hand;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RewardScale;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The Bellman error of Q_meta under pi_c, by hand. */
class MetaCriticErrorTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private double error(ParameterStack critic, boolean terminal, float[]... rows) {
        return error(1, critic, terminal, rows);
    }

    private double error(
            double rewardScale, ParameterStack critic, boolean terminal, float[]... rows) {
        try (NDManager scratch = manager.newSubManager();
                critic;
                ParameterStack policy = Hand.policy(manager, 0, 1, 0)) {
            return MetaCriticError.of(
                    Hand.POLICY,
                    Critic.twin(1, 1, 1, 1),
                    policy.constant(),
                    critic.constant(),
                    Data.batch(scratch, rows.length, List.of(Data.rows(terminal, rows))),
                    new Bootstrap(
                            Backup.DETERMINISTIC, 0.5, 1, new RewardScale.Fixed(rewardScale)));
        }
    }

    /** Q = relu(s) and 3 relu(s); s = 1, r = 1, s' = 4: y = 1 + 0.5 * 4 = 3. */
    @Test
    void theSmallerHeadBootstrapsAndBothAreMeasured() {
        // ((1 - 3)^2 + (3 - 3)^2) / 2
        assertThat(error(Hand.criticOfState(manager, 1, 3), false, new float[] {1, 0, 1, 4}))
                .isCloseTo(2, within(1e-6));
    }

    /** Rewards tripled: y = 3 + 0.5 * 4 = 5, ((1 - 5)^2 + (3 - 5)^2) / 2. */
    @Test
    void rewardsAreScaledAsForTheTasksCritics() {
        assertThat(error(3, Hand.criticOfState(manager, 1, 3), false, new float[] {1, 0, 1, 4}))
                .isCloseTo(10, within(1e-6));
    }

    /** y = r = 1 where the task ended: ((1 - 1)^2 + (3 - 1)^2) / 2. */
    @Test
    void nothingIsBootstrappedPastTheEnd() {
        assertThat(error(Hand.criticOfState(manager, 1, 3), true, new float[] {1, 0, 1, 4}))
                .isCloseTo(2, within(1e-6));
        assertThat(error(Hand.criticOfState(manager, 1, 1), true, new float[] {1, 0, 1, 4}))
                .isZero();
    }

    /** Q = relu(a) at tanh(1), the meta-policy's mode; the stored action is -1. */
    @Test
    void theNextActionIsTheMetaPolicysMode() {
        double y = 0.5 * Math.tanh(1);
        assertThat(error(Hand.criticOfAction(manager, 1, 1), false, new float[] {1, -1, 0, 1}))
                .isCloseTo(y * y, within(1e-6));
    }

    /** Errors 0 and 2 of two rows. */
    @Test
    void rowsAreAveraged() {
        assertThat(
                        error(
                                Hand.criticOfState(manager, 1, 1),
                                true,
                                new float[] {1, 0, 1, 0},
                                new float[] {1, 0, 3, 0}))
                .isCloseTo(2, within(1e-6)); // (0 + 2^2) / 2
    }
}
