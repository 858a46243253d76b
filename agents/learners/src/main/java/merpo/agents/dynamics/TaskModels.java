package merpo.agents.dynamics;

import java.util.Arrays;
import java.util.List;
import merpo.datagen.nn.ParameterStack;

/**
 * One adapted ensemble per task, and which of its members are trusted. Owns the parameters until
 * {@link #close}.
 */
public final class TaskModels implements AutoCloseable {
    private final DynamicsNetwork network;
    private final List<Standardization> scales;
    private final ParameterStack parameters;
    private final ParameterStack trusted;
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

    /**
     * @param scales of each task
     * @param parameters taken over, [T, P]
     * @param quality of each task, all with the same number of elites
     */
    TaskModels(
            DynamicsNetwork network,
            List<Standardization> scales,
            ParameterStack parameters,
            Quality[] quality) {
        this(network, scales, parameters, trusted(network, parameters, quality), quality);
    }

    private TaskModels(
            DynamicsNetwork network,
            List<Standardization> scales,
            ParameterStack parameters,
            ParameterStack trusted,
            Quality[] quality) {
        this.network = network;
        this.scales = List.copyOf(scales);
        this.parameters = parameters;
        this.trusted = trusted;
        this.quality = quality;
    }

    private static ParameterStack trusted(
            DynamicsNetwork network, ParameterStack parameters, Quality... quality) {
        float[] all = parameters.toArray();
        float[] elites = new float[0];
        for (int task = 0; task < quality.length; task++) {
            float[] own =
                    Arrays.copyOfRange(all, task * network.size(), (task + 1) * network.size());
            elites = DynamicsNetwork.concat(elites, network.select(own, quality[task].elites()));
        }
        return network.of(quality[0].elites().length).parameters(parameters.manager(), elites);
    }

    /** Tasks, each with an ensemble. */
    public int tasks() {
        return quality.length;
    }

    /** The given tasks' models, copied, in that order. */
    public TaskModels gather(int... rows) {
        return new TaskModels(
                network,
                Arrays.stream(rows).mapToObj(scales::get).toList(),
                parameters.gather(rows),
                trusted.gather(rows),
                Arrays.stream(rows).mapToObj(row -> quality[row]).toArray(Quality[]::new));
    }

    /** How well a task's ensemble predicts. */
    public Quality quality(int task) {
        return quality[task];
    }

    DynamicsNetwork network() {
        return network;
    }

    Standardization scale(int task) {
        return scales.get(task);
    }

    /** Members of each ensemble that rollouts follow. */
    int elites() {
        return quality[0].elites().length;
    }

    /** Parameters of the elites alone, best first, [T, P of so many members]. */
    ParameterStack trusted() {
        return trusted;
    }

    /** Parameters of all tasks' ensembles, [T, P]. */
    public ParameterStack parameters() {
        return parameters;
    }

    @Override
    public void close() {
        trusted.close();
        parameters.close();
    }
}
