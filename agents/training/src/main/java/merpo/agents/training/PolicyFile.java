package merpo.agents.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian.Bounds;
import merpo.datagen.run.Refusal;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;

/**
 * What a training ends with: policies of one shape, one for each task or one for all.
 *
 * @param environment id
 * @param shape of the networks
 * @param tasks number of policies
 * @param parameters [tasks * P]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PolicyFile(String environment, Policy shape, int tasks, float[] parameters) {
    static final String NAME = "policy.safetensors";
    private static final String ACTORS = "actors";
    private static final String LEAST = "least_log_deviation";
    private static final String LARGEST = "largest_log_deviation";

    void write(Path file) throws IOException {
        Safetensors.of(
                        Map.of(
                                ACTORS,
                                Safetensors.Tensor.of(
                                        parameters, tasks, parameters.length / tasks)),
                        texts())
                .write(file);
    }

    /** Bounds that are the usual ones go without saying. */
    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("environment", environment);
        texts.put("hidden_layers", Integer.toString(shape.hidden().size()));
        texts.put("width", widths(shape.hidden()));
        texts.put("observation_size", Integer.toString(shape.observationSize()));
        texts.put("action_size", Integer.toString(shape.actionSize()));
        Bounds bounds = shape.bounds();
        if (!bounds.equals(Bounds.USUAL)) {
            texts.put(LEAST, Float.toString(bounds.least()));
            texts.put(LARGEST, Float.toString(bounds.largest()));
        }
        return texts;
    }

    /** One number where all hidden layers have it, else one of each. */
    private static String widths(List<Integer> hidden) {
        return hidden.stream().distinct().count() == 1
                ? hidden.get(0).toString()
                : hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> hidden(Map<String, String> texts) {
        int layers = number(texts, "hidden_layers");
        List<Integer> widths =
                Stream.of(text(texts, "width").split(",")).map(Integer::valueOf).toList();
        if (widths.size() == 1) {
            return Collections.nCopies(layers, widths.get(0));
        }
        if (widths.size() != layers) {
            throw new IllegalArgumentException(
                    "its \"width\" is %s, its \"hidden_layers\" %d: one width, or as many, are needed"
                            .formatted(widths, layers));
        }
        return widths;
    }

    private static Bounds bounds(Map<String, String> texts) {
        return texts.containsKey(LEAST)
                ? new Bounds(
                        Float.parseFloat(texts.get(LEAST)), Float.parseFloat(text(texts, LARGEST)))
                : Bounds.USUAL;
    }

    static PolicyFile read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        try {
            Map<String, String> texts = stored.metadata();
            Policy shape =
                    new Policy(
                            number(texts, "observation_size"),
                            number(texts, "action_size"),
                            hidden(texts),
                            bounds(texts));
            float[] parameters = stored.values(ACTORS);
            long size = shape.network().parameters();
            if (parameters.length == 0 || parameters.length % size != 0) {
                throw new IllegalArgumentException(
                        "%d numbers do not make whole policies of %d"
                                .formatted(parameters.length, size));
            }
            return new PolicyFile(
                    texts.getOrDefault("environment", "an unknown environment"),
                    shape,
                    Math.toIntExact(parameters.length / size),
                    parameters);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "%s holds no policies: %s. A training of merpo writes %s"
                            .formatted(file, e.getMessage(), NAME),
                    e);
        }
    }

    private static int number(Map<String, String> texts, String name) {
        return Integer.parseInt(text(texts, name));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return text;
    }

    void requireEnvironment(Path file, EnvironmentDefinition expected) {
        if (!expected.id().equals(environment)) {
            throw new Refusal(
                    "%s holds policies of %s, the data are of %s. Give policies of the same environment"
                            .formatted(file, environment, expected.id()));
        }
    }
}
