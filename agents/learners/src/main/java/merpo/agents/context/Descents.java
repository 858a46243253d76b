package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Network;

/**
 * Steps of networks that all tasks share, down losses that find on their way what other losses
 * need, so that nobody asks a network twice.
 */
public final class Descents {
    private Rule rule = (networks, loss) -> Descent.of(networks.toArray(Network[]::new)).step(loss);

    /** How networks go down a loss that they share; a test looks at the gradients on the way. */
    public interface Rule {
        /** The loss before the step, [1]. */
        float[] step(List<Network> networks, Function<List<NDList>, NDArray> loss);
    }

    /**
     * A loss and what was found on the way to it.
     *
     * @param value [1]
     * @param found not yet constant
     */
    public record Loss(NDArray value, List<NDArray> found) {
        public Loss {
            found = List.copyOf(found);
        }
    }

    /**
     * After a step.
     *
     * @param loss before it
     * @param found on the way, of before the step, constant
     */
    public record Descended(double loss, List<NDArray> found) {
        public Descended {
            found = List.copyOf(found);
        }

        /** One of them. */
        public NDArray found(int i) {
            return found.get(i);
        }
    }

    /** Moves every network by another rule from here on. */
    public void by(Rule other) {
        rule = other;
    }

    /** One step; the loss before it. */
    public double step(Network network, Function<NDList, NDArray> loss) {
        return rule.step(List.of(network), views -> loss.apply(views.get(0)))[0];
    }

    /** One step down a loss that finds something. */
    public Descended finding(Network network, Function<NDList, Loss> loss) {
        return finding(List.of(network), views -> loss.apply(views.get(0)));
    }

    /** One step of each network down a loss that they share, after one backward pass. */
    public Descended finding(List<Network> networks, Function<List<NDList>, Loss> loss) {
        List<NDArray> found = new ArrayList<>();
        float[] value =
                rule.step(
                        networks,
                        views -> {
                            Loss here = loss.apply(views);
                            here.found().forEach(one -> found.add(one.stopGradient()));
                            return here.value();
                        });
        return new Descended(value[0], found);
    }
}
