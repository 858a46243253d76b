package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Linear layers with a ReLU after each, or after each but the last; and the way back through them,
 * as operations that can be differentiated again.
 */
record Chain(List<Linear> layers, boolean reluLast) {

    /** x of the first layer, [T, B, in], on its way; keeps what the way back needs. */
    Walk walk(NDArray x) {
        List<NDArray> at = new ArrayList<>(List.of(x));
        for (int i = 0; i < layers.size(); i++) {
            NDArray y = layers.get(i).forward(at.get(i));
            at.add(relu(i) ? Activation.relu(y) : y);
        }
        return new Walk(this, at);
    }

    private boolean relu(int layer) {
        return reluLast || layer < layers.size() - 1;
    }

    /**
     * @param at what each layer has read, and what the last put out
     */
    record Walk(Chain chain, List<NDArray> at) {
        NDArray output() {
            return at.get(chain.layers.size());
        }

        /**
         * @param byOutput gradient of each task's loss by the output, [T, B, out]
         */
        Back back(NDArray byOutput) {
            List<Linear> gradients = new ArrayList<>();
            NDArray delta = byOutput;
            for (int i = chain.layers.size() - 1; i >= 0; i--) {
                if (chain.relu(i)) {
                    delta = delta.mul(at.get(i + 1).gt(0)); // whether it passed: a constant
                }
                gradients.add(Linear.gradient(at.get(i), delta));
                if (i > 0) {
                    delta = chain.layers.get(i).back(delta);
                }
            }
            Collections.reverse(gradients);
            return new Back(gradients, chain.layers.get(0), delta);
        }
    }

    /**
     * @param layers gradient by each
     * @param delta gradient by what the first layer put out
     */
    record Back(List<Linear> layers, Linear first, NDArray delta) {
        /** Gradient by what the first layer read, [T, B, in]. */
        NDArray input() {
            return first.back(delta);
        }
    }
}
