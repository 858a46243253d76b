package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.Scaling;

/** The losses of BCQ as pure functions; T tasks, B rows of each. */
final class BcqLosses {
    private static final double PRIOR = 0.5; // weight of the VAE's divergence

    private BcqLosses() {}

    /**
     * {@code mean |decoded - a|^2 + 0.5 mean KL}, [T].
     *
     * @param reconstruction [T]
     * @param kl [T]
     */
    static NDArray vae(NDArray reconstruction, NDArray kl) {
        return reconstruction.add(Scaling.by(PRIOR, kl));
    }

    /**
     * {@code caution min(Q_1, Q_2) + (1 - caution) max(Q_1, Q_2)}, [T, B].
     *
     * @param q [T, 2, B]
     */
    static NDArray mix(NDArray q, double caution) {
        NDArray smaller = Scaling.by(caution, q.min(new int[] {1}));
        return smaller.add(Scaling.by(1 - caution, q.max(new int[] {1})));
    }

    /**
     * The largest value of the candidates of each row, [T, B].
     *
     * @param values of each row's candidates in succession, [T, B candidates]
     */
    static NDArray best(NDArray values, int candidates) {
        return values.reshape(values.getShape().get(0), -1, candidates).max(new int[] {2});
    }

    /**
     * {@code mean (Q_1 - y)^2 + mean (Q_2 - y)^2}, [T].
     *
     * @param q [T, 2, B]
     * @param y constant, [T, B]
     */
    static NDArray critic(NDArray q, NDArray y) {
        return q.sub(y.expandDims(1)).square().mean(new int[] {2}).sum(new int[] {1});
    }

    /**
     * {@code -mean Q_1}, [T].
     *
     * @param q of the first critic at the proposed actions, [T, B]
     */
    static NDArray perturbation(NDArray q) {
        return q.mean(new int[] {1}).neg();
    }
}
