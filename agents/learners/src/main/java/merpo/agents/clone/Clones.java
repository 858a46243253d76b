package merpo.agents.clone;

import java.util.Arrays;
import merpo.datagen.nn.ParameterStack;

/**
 * Behavior clones of some tasks: estimates of pi_beta. Owns the parameters until {@link #close}.
 *
 * @param policies [T, P]
 * @param likelihood mean negative log-likelihood of each task's data, [T]
 */
@SuppressWarnings("ArrayRecordComponent") // read only
public record Clones(ParameterStack policies, double[] likelihood) implements AutoCloseable {
    /** The clones of some tasks, copied. */
    public Clones gather(int... rows) {
        return new Clones(
                policies.gather(rows),
                Arrays.stream(rows).mapToDouble(i -> likelihood[i]).toArray());
    }

    @Override
    public void close() {
        policies.close();
    }
}
