package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import merpo.agents.context.ContextEncoder;
import merpo.agents.context.MetricLosses;
import merpo.agents.context.Posterior;

/**
 * What an encoder says of the contexts of a step. Every row is read once; posteriors are products
 * over those that speak.
 *
 * @param combined posterior of each task, from its own rows and those kept of others
 * @param near for each ordered pair (i, j), row-major, {@code KL(anchor || positive)}; 0 where no
 *     row is kept, [N N]
 * @param far {@code KL(anchor || negative)}, likewise
 */
record TaskInference(Posterior combined, NDArray near, NDArray far) {

    static TaskInference of(ContextEncoder encoder, TaskContexts contexts, NDList parameters) {
        long n = contexts.tasks();
        long c = contexts.rows().getShape().get(2);
        NDArray rows = contexts.rows().reshape(n * n, c, -1);
        NDArray said = encoder.factors(rows, parameters); // [N N, C, 2 latent]
        long width = said.getShape().get(2);
        NDArray grid = said.reshape(n, n, c, width);
        NDArray same = rows.getManager().eye((int) n).reshape(n, n, 1, 1);
        NDArray own = grid.mul(same).sum(new int[] {1}); // [N, C, 2 latent]
        NDArray ofFirst = own.expandDims(1).broadcast(n, n, c, width).reshape(n * n, c, width);
        NDArray ofSecond = own.expandDims(0).broadcast(n, n, c, width).reshape(n * n, c, width);

        NDArray any = contexts.kept().max(new int[] {2}); // [N, N]
        NDArray none = any.onesLike().sub(any).expandDims(2); // where nobody speaks all do, for 0
        NDArray kept = contexts.kept().add(none).reshape(n * n, c, 1);
        NDArray positives = contexts.positives().add(none).reshape(n * n, c, 1);
        Posterior anchor = Posterior.product(said, kept);
        NDArray near = anchor.klTo(Posterior.product(ofFirst, positives));
        NDArray far = anchor.klTo(Posterior.product(ofSecond, kept));
        NDArray counts = any.reshape(n * n);
        return new TaskInference(
                Posterior.product(
                        grid.reshape(n, n * c, width), contexts.combined().reshape(n, n * c, 1)),
                near.mul(counts),
                far.mul(counts));
    }

    /** The triplet loss over all ordered pairs of different tasks, [1]. */
    NDArray triplet(double margin) {
        long n = combined.mean().getShape().get(0);
        NDArray same = near.getManager().eye((int) n).reshape(n * n);
        return MetricLosses.triplet(near, far, same.onesLike().sub(same), margin);
    }
}
