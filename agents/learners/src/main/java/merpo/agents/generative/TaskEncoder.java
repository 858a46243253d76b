package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import merpo.datagen.nn.Network;

/**
 * What embeds the tasks of one step and learns from the losses of all networks that read the
 * embedding.
 *
 * @param network one for all tasks
 * @param embedding from its views to z of each row, [1, B, z]
 */
public record TaskEncoder(Network network, Function<NDList, NDArray> embedding) {

    /** z of the network as it is, without gradient. */
    NDArray constant() {
        return embedding.apply(network.constant());
    }

    /** One step down the sum of two losses. */
    void step(List<NDArray> gradients, List<NDArray> more) {
        try (NDList sums = new NDList()) {
            IntStream.range(0, gradients.size())
                    .mapToObj(block -> gradients.get(block).add(more.get(block)))
                    .forEach(sums::add);
            network.apply(sums);
        }
    }
}
