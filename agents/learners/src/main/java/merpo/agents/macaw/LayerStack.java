package merpo.agents.macaw;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.ParameterStack;

/** The layers of a network; their tensors lie in a stack, one layer's after another's. */
record LayerStack(List<Layer> layers) {
    LayerStack {
        layers = List.copyOf(layers);
    }

    List<Shape> blocks() {
        return layers.stream().flatMap(layer -> layer.blocks().stream()).toList();
    }

    /** Number of tensors, each of which has an inner rate. */
    int tensors() {
        return blocks().size();
    }

    /** Before the first step. */
    ParameterStack draw(NDManager manager, RandomGenerator random) {
        float[] values = new float[(int) blocks().stream().mapToLong(Shape::size).sum()];
        int at = 0;
        for (Layer layer : layers) {
            float[] own = layer.draw(random);
            System.arraycopy(own, 0, values, at, own.length);
            at += own.length;
        }
        return ParameterStack.of(manager, values, blocks());
    }

    /** The layers, shared by all tasks. */
    List<Linear> linear(NDList tensors) {
        List<Linear> made = new ArrayList<>();
        int at = 0;
        for (Layer layer : layers) {
            made.add(layer.linear(part(tensors, at, layer)));
            at += layer.blocks().size();
        }
        return made;
    }

    /** The layers of each task after an inner step; see {@link Layer#stepped}. */
    List<Linear> stepped(NDList tensors, List<Linear> gradients, NDList rates, Order order) {
        List<Linear> made = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            made.add(
                    layer.stepped(
                            part(tensors, at, layer),
                            gradients.get(i),
                            part(rates, at, layer),
                            order));
            at += layer.blocks().size();
        }
        return made;
    }

    private static NDList part(NDList all, int at, Layer layer) {
        return new NDList(all.subList(at, at + layer.blocks().size()));
    }
}
