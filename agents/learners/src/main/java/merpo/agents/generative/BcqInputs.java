package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Noise;
import merpo.datagen.replay.Batch;

/**
 * All that one step draws; noise is N(0, 1), and clipped where it is used.
 *
 * @param rows [T, B, ...]
 * @param vaeNoise of the VAE's own draw, [T, B, latent]
 * @param targetNoise for the candidates of each successor, in succession, [T, B candidates, latent]
 * @param proposalNoise for one proposal at each row, [T, B, latent]
 */
public record BcqInputs(Batch rows, NDArray vaeNoise, NDArray targetNoise, NDArray proposalNoise) {

    /**
     * Rows, and noise for them.
     *
     * @param randoms one generator for each task of the rows
     */
    public static BcqInputs draw(
            NDManager scratch,
            Batch rows,
            List<RandomGenerator> randoms,
            int latent,
            int candidates) {
        int count = rows.rows();
        return new BcqInputs(
                rows,
                Noise.gaussian(scratch, randoms, count, latent),
                Noise.gaussian(scratch, randoms, count * candidates, latent),
                Noise.gaussian(scratch, randoms, count, latent));
    }
}
