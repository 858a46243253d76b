package merpo.agents.rac;

import java.util.Arrays;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.snapshot.Snapshot;

/**
 * The numbers of a stack of learners that are tuned without networks (MerPO, A.2.2). They persist
 * with their tasks.
 *
 * @param lambda strength of the regularizers
 * @param beta weight of the conservative gap
 * @param temperature weight of the entropy
 * @param alpha share of imitation
 * @param cloneLikelihood negative log-likelihood of each task's behavior clone, 0 where none is
 *     known
 * @param cloneCorrected whether lambda sees D_beta less that likelihood (A12)
 */
@SuppressWarnings("ArrayRecordComponent") // read only
public record Duals(
        Multiplier.Stack lambda,
        Multiplier.Stack beta,
        Multiplier.Stack temperature,
        Multiplier.Stack alpha,
        double[] cloneLikelihood,
        boolean cloneCorrected) {

    /** At the rules' start values, alpha held. */
    public static Duals start(RacConfig config, double... cloneLikelihood) {
        return start(config, new Multiplier.Fixed(config.alpha()), cloneLikelihood);
    }

    /** The same with another rule of alpha, as MerPO-Adp's. */
    public static Duals start(RacConfig config, Multiplier alpha, double... cloneLikelihood) {
        RacConfig.Penalties penalties = config.penalties();
        int tasks = cloneLikelihood.length;
        return new Duals(
                Multiplier.Stack.start(penalties.lambda(), tasks),
                Multiplier.Stack.start(penalties.beta(), tasks),
                Multiplier.Stack.start(penalties.entropy(), tasks),
                Multiplier.Stack.start(alpha, tasks),
                cloneLikelihood,
                penalties.cloneCorrected());
    }

    /** Rows of the stack. */
    public int tasks() {
        return cloneLikelihood.length;
    }

    /**
     * How far a task's divergences are above lambda's target: {@code alpha (D_beta - target) + (1 -
     * alpha) (D_c - target)}.
     *
     * @param imitation {@code -log pi(a|s)} of the data
     * @param drift {@code KL(pi || pi_c)}
     */
    double divergenceExcess(int task, double imitation, double drift) {
        double share = alpha.value(task);
        double behavior = imitation - (cloneCorrected ? cloneLikelihood[task] : 0);
        return share * lambda.excess(behavior) + (1 - share) * lambda.excess(drift);
    }

    /** Those of some tasks, the same ones: what moves there moves here. */
    public Duals gather(int... rows) {
        return new Duals(
                lambda.gather(rows),
                beta.gather(rows),
                temperature.gather(rows),
                alpha.gather(rows),
                Arrays.stream(rows).mapToDouble(row -> cloneLikelihood[row]).toArray(),
                cloneCorrected);
    }

    void save(Snapshot to) {
        to.put("lambda", lambda.state());
        to.put("beta", beta.state());
        to.put("temperature", temperature.state());
        to.put("alpha", alpha.state());
    }

    void restore(Snapshot from) {
        from.restore("lambda", lambda);
        from.restore("beta", beta);
        from.restore("temperature", temperature);
        from.restore("alpha", alpha);
    }
}
