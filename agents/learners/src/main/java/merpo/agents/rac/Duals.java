package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.snapshot.Snapshot;

/**
 * The numbers of a stack of learners that are tuned without networks (MerPO, A.2.2). They persist
 * with their tasks.
 *
 * @param lambda strength of the regularizers, in each task's unit
 * @param unit of each task's lambda ({@link PenaltyUnit})
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
        double[] unit,
        Multiplier.Stack beta,
        Multiplier.Stack temperature,
        Multiplier.Stack alpha,
        double[] cloneLikelihood,
        boolean cloneCorrected) {

    /**
     * At the rules' start values.
     *
     * @param alpha its rule, fixed but for MerPO-Adp
     * @param unit of each task's lambda
     */
    public static Duals start(
            RacConfig config, Multiplier alpha, double[] unit, double... cloneLikelihood) {
        RacConfig.Penalties penalties = config.penalties();
        int tasks = cloneLikelihood.length;
        return new Duals(
                Multiplier.Stack.start(penalties.lambda(), tasks),
                unit,
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

    /** What a task's regularizers weigh: its lambda in its unit. */
    public double strength(int task) {
        return lambda.value(task) * unit[task];
    }

    /** Of all tasks, [T]. */
    NDArray strengths(NDManager manager) {
        float[] each = new float[tasks()];
        for (int task = 0; task < each.length; task++) {
            each[task] = (float) strength(task);
        }
        return manager.create(each);
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
                pick(unit, rows),
                beta.gather(rows),
                temperature.gather(rows),
                alpha.gather(rows),
                pick(cloneLikelihood, rows),
                cloneCorrected);
    }

    private static double[] pick(double[] all, int... rows) {
        return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
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
