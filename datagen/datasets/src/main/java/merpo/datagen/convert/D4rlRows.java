package merpo.datagen.convert;

import java.util.Optional;
import merpo.datagen.dataset.Dataset;

/**
 * What D4RL's loaders look at, in the state in which a file may have it: flags may both be true,
 * timeouts may be absent.
 *
 * @param observationSize numbers per observation
 * @param actionSize numbers per action
 * @param observations [N x obs]
 * @param actions [N x act]
 * @param rewards [N]
 * @param terminals [N]
 * @param timeouts [N], if the file has them
 * @param horizon the environment's time limit, which counts where there are no timeouts
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record D4rlRows(
        int observationSize,
        int actionSize,
        float[] observations,
        float[] actions,
        float[] rewards,
        boolean[] terminals,
        Optional<boolean[]> timeouts,
        int horizon) {

    /** The rows of a dataset of ours, which has timeouts, so that no horizon counts. */
    public static D4rlRows of(Dataset dataset) {
        return new D4rlRows(
                dataset.shape().observation(),
                dataset.shape().action(),
                dataset.observations(),
                dataset.actions(),
                dataset.rewards(),
                dataset.terminals(),
                Optional.of(dataset.timeouts()),
                Integer.MAX_VALUE);
    }

    int size() {
        return rewards.length;
    }

    /** Whether time ran out at this row, by its flag or else by the loader's clock. */
    boolean ranOut(int row, int clock) {
        return timeouts.map(flags -> flags[row]).orElse(clock == horizon - 1);
    }
}
