package merpo.datagen.sac;

import java.util.List;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ScalarAdam;

/**
 * Everything that moves while soft actor-critic learns, T tasks stacked.
 *
 * @param target parameters of the target critics [T * P]
 * @param temperatures logarithm of each task's temperature, and its optimizer [T]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record SacState(
        Network.State actor,
        Network.State critic,
        float[] target,
        List<ScalarAdam.State> temperatures) {
    public SacState {
        temperatures = List.copyOf(temperatures);
    }
}
