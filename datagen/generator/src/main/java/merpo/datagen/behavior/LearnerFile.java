package merpo.datagen.behavior;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import merpo.datagen.nn.Adam;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ScalarAdam;
import merpo.datagen.sac.SacState;
import merpo.datagen.storage.Safetensors;

/**
 * A learner between two steps as a file: arrays as tensors, the doubles of its temperatures as
 * texts that read back exactly.
 *
 * @param step environment steps so far
 */
record LearnerFile(int step, SacState state) {
    private static final String STEP = "environment_step";

    void write(Path file) throws IOException {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        put("actor", state.actor(), tensors, texts);
        put("critic", state.critic(), tensors, texts);
        tensors.put("target", flat(state.target()));
        texts.put(STEP, Integer.toString(step));
        texts.put(
                "temperatures",
                state.temperatures().stream()
                        .map(
                                t ->
                                        "%s %s %s %d"
                                                .formatted(
                                                        t.value(),
                                                        t.first(),
                                                        t.second(),
                                                        t.steps()))
                        .collect(Collectors.joining("\n")));
        Safetensors.of(tensors, texts).write(file);
    }

    static LearnerFile read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        try {
            return new LearnerFile(
                    Integer.parseInt(text(stored, STEP)),
                    new SacState(
                            network("actor", stored),
                            network("critic", stored),
                            stored.values("target"),
                            temperatures(text(stored, "temperatures"))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    "%s is not the state of a learner: %s. Begin the training again in another directory"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static void put(
            String name,
            Network.State network,
            Map<String, Safetensors.Tensor> tensors,
            Map<String, String> texts) {
        tensors.put(name + ".parameters", flat(network.parameters()));
        tensors.put(name + ".first", flat(network.adam().first()));
        tensors.put(name + ".second", flat(network.adam().second()));
        texts.put(
                name + ".steps",
                Arrays.stream(network.adam().steps())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")));
    }

    private static Network.State network(String name, Safetensors stored) {
        int[] steps =
                Arrays.stream(text(stored, name + ".steps").split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return new Network.State(
                stored.values(name + ".parameters"),
                new Adam.State(
                        stored.values(name + ".first"), stored.values(name + ".second"), steps));
    }

    private static List<ScalarAdam.State> temperatures(String text) {
        List<ScalarAdam.State> states = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] numbers = line.split(" ", -1);
            states.add(
                    new ScalarAdam.State(
                            Double.parseDouble(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2]),
                            Integer.parseInt(numbers[3])));
        }
        return states;
    }

    private static String text(Safetensors stored, String name) {
        String text = stored.metadata().get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return text;
    }

    private static Safetensors.Tensor flat(float[] values) {
        return Safetensors.Tensor.of(values, values.length);
    }
}
