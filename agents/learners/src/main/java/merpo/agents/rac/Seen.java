package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import merpo.datagen.nn.PerTask;

/** What the losses of one update saw of each task, and the duals' steps that follow from it. */
final class Seen {
    private final float[] gap;
    private final float[] q;
    private final float[] bellmanError;
    private final float[] logProb;
    private final float[] imitation;
    private final float[] drift;
    private float[] criticLoss;
    private float[] actorLoss;
    private boolean drifted;

    Seen(int tasks) {
        gap = new float[tasks];
        q = new float[tasks];
        bellmanError = new float[tasks];
        logProb = new float[tasks];
        imitation = new float[tasks];
        drift = new float[tasks];
        criticLoss = new float[tasks];
        actorLoss = new float[tasks];
        Arrays.fill(imitation, Float.NaN); // until they are measured: COMBO does not
        Arrays.fill(drift, Float.NaN);
    }

    int tasks() {
        return gap.length;
    }

    /**
     * @param gaps [T, 2]
     * @param ofData mean Q of the real rows, [T, 2]
     * @param errors Bellman errors, [T, 2, B]
     */
    void critic(NDArray gaps, NDArray ofData, NDArray errors) {
        note(gaps, gap);
        note(ofData, q);
        note(errors.stopGradient().square().mean(new int[] {2}), bellmanError);
    }

    float gap(int task) {
        return gap[task];
    }

    void criticLoss(float... loss) {
        criticLoss = loss;
    }

    void actorLoss(float... loss) {
        actorLoss = loss;
    }

    /** Of the policy's own actions, [T, B]. */
    void logProb(NDArray rows) {
        note(rows, logProb);
    }

    /** {@code -log pi(a|s)} of the data, [T, R]; handed through. */
    NDArray imitation(NDArray rows) {
        note(rows, imitation);
        return rows;
    }

    /** {@code KL(pi || pi_c)}, [T, B]; handed through. */
    NDArray drift(NDArray rows) {
        drifted = true;
        note(rows, drift);
        return rows;
    }

    private static void note(NDArray rows, float[] means) {
        System.arraycopy(rows.mean(new int[] {1}).toFloatArray(), 0, means, 0, means.length);
    }

    /**
     * The steps of entropy weight and lambda, which come after the actor's; lambda rests where the
     * actor was held by neither divergence.
     */
    void move(Duals duals) {
        for (int task = 0; task < tasks(); task++) {
            TaskDuals dual = duals.tasks().get(task);
            dual.temperature().update(logProb[task]);
            if (!drifted) {
                continue;
            }
            double clone = dual.lambda().cloneCorrected() ? dual.cloneLikelihood() : 0;
            dual.lambda().update(dual.alpha().value(), imitation[task] - clone, drift[task]);
        }
    }

    RacMetrics metrics(Duals duals) {
        double behavior = PerTask.mean(imitation);
        return new RacMetrics(
                PerTask.mean(criticLoss),
                PerTask.mean(bellmanError),
                PerTask.mean(actorLoss),
                PerTask.mean(q),
                PerTask.mean(gap),
                behavior,
                behavior - duals.mean(TaskDuals::cloneLikelihood),
                PerTask.mean(drift),
                -PerTask.mean(logProb),
                duals.mean(dual -> dual.lambda().value()),
                duals.mean(dual -> dual.beta().value()),
                duals.mean(dual -> dual.alpha().value()),
                duals.mean(dual -> dual.temperature().value()));
    }
}
