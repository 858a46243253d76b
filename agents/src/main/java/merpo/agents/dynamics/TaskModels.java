package merpo.agents.dynamics;

import java.util.Arrays;
import merpo.datagen.nn.ParameterStack;

/**
 * One adapted ensemble per task, and which of its members are trusted. Owns the parameters until
 * {@link #close}.
 */
public final class TaskModels implements AutoCloseable {
    private final DynamicsNetwork network;
    private final Standardization scale;
    private final ParameterStack parameters;
    private final Quality[] quality;

    /**
     * How well one task's ensemble predicts rows that it has not seen.
     *
     * @param elites members with the smallest held-out error, best first
     * @param memberError mean squared error of each member's mean, standardised targets
     * @param rSquared of the elites' mean prediction per target: observation changes, then reward;
     *     NaN for a target that is constant
     */
    @SuppressWarnings("ArrayRecordComponent") // a report, never compared
    public record Quality(int[] elites, double[] memberError, double[] rSquared) {
        /** R squared of the reward. */
        public double reward() {
            return rSquared[rSquared.length - 1];
        }

        /** Mean of the elites' errors. */
        public double error() {
            return Arrays.stream(elites)
                    .mapToDouble(member -> memberError[member])
                    .average()
                    .orElseThrow();
        }
    }

    TaskModels(
            DynamicsNetwork network,
            Standardization scale,
            ParameterStack parameters,
            Quality[] quality) {
        this.network = network;
        this.scale = scale;
        this.parameters = parameters;
        this.quality = quality;
    }

    public int tasks() {
        return quality.length;
    }

    /** The given tasks' models, copied, in that order. */
    public TaskModels gather(int... rows) {
        return new TaskModels(
                network,
                scale,
                parameters.gather(rows),
                Arrays.stream(rows).mapToObj(row -> quality[row]).toArray(Quality[]::new));
    }

    public Quality quality(int task) {
        return quality[task];
    }

    DynamicsNetwork network() {
        return network;
    }

    Standardization scale() {
        return scale;
    }

    /** Parameters of all tasks' ensembles, [T, P]. */
    public ParameterStack parameters() {
        return parameters;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
