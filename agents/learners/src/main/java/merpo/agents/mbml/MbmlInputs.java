package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;

import merpo.datagen.replay.Batch;

/**
 * All that one step of the distillation draws; N tasks, B rows of each.
 *
 * @param tasks ascending, [N]
 * @param rows of each, [N, B, ...]
 * @param contexts of each, and in each other
 * @param actionNoise N(0, 1) of the decoders' latents, the same for teachers and student, [N, B,
 *     latent of an action]
 * @param taskNoise N(0, 1) of z, [N, latent]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record MbmlInputs(
        int[] tasks, Batch rows, TaskContexts contexts, NDArray actionNoise, NDArray taskNoise) {}
