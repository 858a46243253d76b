package merpo.agents.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import merpo.datagen.nn.Policy;
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

    void write(Path file) throws IOException {
        Safetensors.of(
                        Map.of(
                                ACTORS,
                                Safetensors.Tensor.of(
                                        parameters, tasks, parameters.length / tasks)),
                        Map.of(
                                "environment", environment,
                                "hidden_layers", Integer.toString(shape.hiddenLayers()),
                                "width", Integer.toString(shape.width()),
                                "observation_size", Integer.toString(shape.observationSize()),
                                "action_size", Integer.toString(shape.actionSize())))
                .write(file);
    }

    static PolicyFile read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        try {
            Map<String, String> texts = stored.metadata();
            Policy shape =
                    new Policy(
                            number(texts, "observation_size"),
                            number(texts, "action_size"),
                            number(texts, "hidden_layers"),
                            number(texts, "width"));
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
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }
        return Integer.parseInt(text);
    }

    void requireEnvironment(Path file, EnvironmentDefinition expected) {
        if (!expected.id().equals(environment)) {
            throw new Refusal(
                    "%s holds policies of %s, the data are of %s. Give policies of the same environment"
                            .formatted(file, environment, expected.id()));
        }
    }
}
