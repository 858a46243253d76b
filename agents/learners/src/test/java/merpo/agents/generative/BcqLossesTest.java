package merpo.agents.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** BCQ's losses on numbers worked by hand. */
class BcqLossesTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray array(Shape shape, float... values) {
        return manager.create(values, shape);
    }

    /** Q_1 = 1 and Q_2 = 3: 0.75 * 1 + 0.25 * 3 = 1.5; the other way round it is the same. */
    @Test
    void theSmallerCriticWeighsThreeQuarters() {
        NDArray q = array(new Shape(1, 2, 2), 1, 3, 3, 1);
        assertThat(BcqLosses.mix(q, 0.75).toFloatArray()).containsExactly(1.5f, 1.5f);
        assertThat(BcqLosses.mix(q, 1).toFloatArray()).containsExactly(1, 1);
    }

    /** Candidates of a row lie in succession: (1, 5, 2) and (7, 0, 3), in each of two tasks. */
    @Test
    void theBestIsThatOfARowsOwnCandidates() {
        NDArray values = array(new Shape(2, 6), 1, 5, 2, 7, 0, 3, -1, -5, -2, -7, -9, -3);
        NDArray best = BcqLosses.best(values, 3);
        assertThat(best.getShape()).isEqualTo(new Shape(2, 2));
        assertThat(best.toFloatArray()).containsExactly(5, 7, -1, -3);
    }

    /** As {@link BcqLosses#best} takes them. */
    @Test
    void rowsAreRepeatedInSuccession() {
        Condition rows =
                Condition.of(
                        array(new Shape(1, 2, 1), 1, 2), array(new Shape(1, 2, 2), 3, 4, 5, 6));
        Condition each = rows.repeated(3);
        assertThat(each.observation().toFloatArray()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(each.embedding().orElseThrow().toFloatArray())
                .containsExactly(3, 4, 3, 4, 3, 4, 5, 6, 5, 6, 5, 6);
        assertThat(each.input(array(new Shape(1, 6, 1), 7, 8, 9, 10, 11, 12)).getShape())
                .isEqualTo(new Shape(1, 1, 6, 4));
    }

    /** Errors of the first head (1, -1), of the second (2, 0): 1 + 2. */
    @Test
    void eachCriticHasItsMeanSquare() {
        NDArray q = array(new Shape(1, 2, 2), 1, 1, 2, 2);
        NDArray y = array(new Shape(1, 2), 0, 2);
        assertThat(BcqLosses.critic(q, y).toFloatArray()).containsExactly(3);
    }

    @Test
    void thePerturbationClimbsTheMeanOfItsCritic() {
        NDArray q = array(new Shape(1, 2), 1, 3);
        assertThat(BcqLosses.perturbation(q).toFloatArray()).containsExactly(-2);
    }

    /**
     * Deviations 1 and e, means 0 and 2: KL (0, (e^2 + 4 - 1 - 2) / 2), in the mean (e^2 + 1) / 4;
     * half of it counts.
     */
    @Test
    void theAutoencodersDivergenceIsAMeanOverRowsAndEntries() {
        LatentGaussian latents =
                LatentGaussian.of(array(new Shape(1, 1, 4), 0, 2, 0, 1)); // means, log deviations
        float kl = (float) ((Math.exp(2) + 1) / 4);
        assertThat(latents.klToPrior().toFloatArray()[0]).isCloseTo(kl, within(1e-5f));
        NDArray loss = BcqLosses.vae(array(new Shape(1), 3), latents.klToPrior());
        assertThat(loss.toFloatArray()[0]).isCloseTo(3 + kl / 2, within(1e-5f));
    }

    /** One row of two entries off by 1 and by 2: (1 + 4) / 2; the decoder says tanh(0) = 0. */
    @Test
    void reconstructionIsAMeanOverRowsAndEntries() {
        GaussianVae vae = new GaussianVae(mlp(3, 2), ActionNetwork.of(2, List.of(1), 2));
        try (ParameterStack zeros =
                ParameterStack.of(manager, new float[7], vae.decoder().network().blocks(1))) {
            NDArray latent = array(new Shape(1, 1, 1), 0.3f);
            Condition where = Condition.of(array(new Shape(1, 1, 1), 9));
            NDArray action = array(new Shape(1, 1, 2), 1, -2);
            assertThat(vae.reconstruction(where, latent, action, zeros.constant()).toFloatArray())
                    .containsExactly(2.5f);
        }
    }

    private static Mlp mlp(int inputs, int outputs) {
        return new Mlp(inputs, List.of(1), outputs, Mlp.Hidden.RELU);
    }

    /** One weight 1 into one unit; heads: mean 0, log deviation the bias. */
    private float[] slopeOfLogDeviation(float bias) {
        Mlp shape = mlp(1, 2);
        float[] weights = {1, 0, 0, 0, 0, bias};
        try (Network network =
                Network.of("encoder", ParameterStack.of(manager, weights, shape.blocks(1)), 1)) {
            return network.slope(
                    views -> {
                        NDArray x = array(new Shape(1, 1, 1, 1), 0);
                        return LatentGaussian.of(shape.forward(x, views).squeeze(1))
                                .logDeviation()
                                .sum(new int[] {1, 2});
                    });
        }
    }

    @Test
    void logDeviationsAreCutAndTakeNoGradientOutside() {
        NDArray head = array(new Shape(1, 1, 4), 0, 0, -9, 20);
        assertThat(LatentGaussian.of(head).logDeviation().toFloatArray()).containsExactly(-4, 15);
        assertThat(slopeOfLogDeviation(1)).containsExactly(1);
        assertThat(slopeOfLogDeviation(-4.5f)).containsExactly(0);
        assertThat(slopeOfLogDeviation(15.5f)).containsExactly(0);
    }

    /** The draw of the VAE itself is the mean and so many deviations, however many. */
    @Test
    void theAutoencodersOwnDrawIsNotClipped() {
        LatentGaussian latents = LatentGaussian.of(array(new Shape(1, 1, 2), 1, 0));
        assertThat(latents.sample(array(new Shape(1, 1, 1), 3)).toFloatArray()).containsExactly(4);
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        List<Integer> one = List.of(1);
        assertThatThrownBy(() -> new BcqConfig.Networks(one, one, one, one, 0))
                .hasMessageContaining("networks.latentPerAction is 0, must be at least 1");
        assertThatThrownBy(() -> new BcqConfig.Bootstrap(0.99, 0.005, 1, 1.5))
                .hasMessage("bootstrap.caution is 1.5, must be in [0, 1]");
        assertThatThrownBy(() -> new BcqConfig.Rates(1e-3, Double.NaN, 1e-3))
                .hasMessage("rates.critic is NaN, must be positive");
        assertThatThrownBy(() -> new Proposal(0, 0.05, 0.5))
                .hasMessage("proposal.candidates is 0, must be at least 1");
        assertThatThrownBy(() -> new Proposal(10, -1, 0.5))
                .hasMessageContaining("proposal.perturbation is -1.0, must be in [0, 2]");
        assertThatThrownBy(() -> new Proposal(10, 0.05, Double.POSITIVE_INFINITY))
                .hasMessageContaining("proposal.latentLimit is Infinity");
    }
}
