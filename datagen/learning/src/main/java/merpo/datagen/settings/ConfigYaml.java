package merpo.datagen.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import merpo.datagen.run.Names;

/** A configuration as YAML, and single values of it replaced by their path. */
public final class ConfigYaml {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(
                            YAMLGenerator.Feature
                                    .USE_NATIVE_TYPE_ID) // kind: is a value like others
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private ConfigYaml() {}

    /** As a run directory keeps it. */
    public static String write(Record config) {
        try {
            return YAML.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration that cannot be written", e);
        }
    }

    /**
     * @param place where the text is from, for messages
     */
    public static <T extends Record> T read(String place, String text, Class<T> type) {
        return read(place, text, type, Map.of());
    }

    /**
     * The same of a text that may be older than some values.
     *
     * @param unsaid YAML values by their path, of those that it need not name
     */
    public static <T extends Record> T read(
            String place, String text, Class<T> type, Map<String, String> unsaid) {
        return Misread.read(place, text, YAML, type, tree -> completed(tree, unsaid));
    }

    /** A configuration as the tree of its values. */
    public static JsonNode tree(Record config) {
        return YAML.valueToTree(config);
    }

    /** Whether a text is a map that names one of its values so, whatever else it says. */
    public static boolean names(String text, String key) {
        try {
            return YAML.readTree(text.replaceFirst("^\uFEFF", "")).has(key);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * The first value in which two configurations of one type differ: its path, the one and the
     * other.
     */
    public record Difference(String path, String one, String other) {}

    /** Empty where they are the same. */
    public static Optional<Difference> difference(Record one, Record other) {
        return difference("", YAML.valueToTree(one), YAML.valueToTree(other));
    }

    private static Optional<Difference> difference(String path, JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        if (one.isObject() && other.isObject()) {
            for (Map.Entry<String, JsonNode> entry : one.properties()) {
                String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                Optional<Difference> below =
                        difference(name, entry.getValue(), other.path(entry.getKey()));
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.of(new Difference(path, Misread.shown(one), Misread.shown(other)));
    }

    /**
     * A part of a configuration whose type another part decides.
     *
     * @param place its path, for messages
     */
    public static <T> T part(String place, JsonNode tree, Class<T> type) {
        try {
            T part = YAML.treeToValue(tree, type);
            if (part == null) {
                throw new IllegalArgumentException(place + " is missing or null");
            }
            return part;
        } catch (JsonProcessingException e) {
            String reason = Misread.reason(e, YAML, tree);
            throw new IllegalArgumentException(
                    reason.startsWith(Misread.WHOLE)
                            ? place + reason.substring(Misread.WHOLE.length())
                            : place + "." + reason,
                    e);
        }
    }

    /**
     * The same with values that it does not name, where it has the map that they belong to.
     *
     * @param unsaid YAML values by their path
     */
    public static JsonNode completed(JsonNode tree, Map<String, String> unsaid) {
        JsonNode all = tree == null ? YAML.nullNode() : tree.deepCopy();
        unsaid.forEach(
                (path, value) -> {
                    String name = name(path);
                    if (parent(all, path) instanceof ObjectNode parent && !parent.has(name)) {
                        try {
                            parent.set(name, YAML.readTree(value));
                        } catch (JsonProcessingException e) {
                            throw new IllegalArgumentException(path + ": no YAML value", e);
                        }
                    }
                });
        return all;
    }

    /**
     * A configuration in layers: later ones replace values of earlier ones by their path; a rule
     * that names its {@code kind} is replaced as a whole.
     *
     * @param layers from a file's name, for messages, to its text
     */
    public static JsonNode layered(Map<String, String> layers) {
        ObjectNode all = YAML.createObjectNode();
        layers.forEach(
                (place, text) -> {
                    try {
                        if (!(YAML.readTree(text) instanceof ObjectNode layer)) {
                            throw new IllegalArgumentException(place + " holds no values by name");
                        }
                        lay(layer, all);
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(
                                place + ": " + Misread.reason(e, YAML, all), e);
                    }
                });
        return all;
    }

    private static void lay(ObjectNode layer, ObjectNode over) {
        for (Map.Entry<String, JsonNode> entry : layer.properties()) {
            if (entry.getValue() instanceof ObjectNode more
                    && !more.has("kind")
                    && over.get(entry.getKey()) instanceof ObjectNode there) {
                lay(more, there);
            } else {
                over.set(entry.getKey(), entry.getValue());
            }
        }
    }

    /**
     * A configuration with single values replaced.
     *
     * @param file that shows all values, for messages
     * @param overrides values by path, such as {@code evaluation.every = 300}; a rule's {@code
     *     kind} is replaced together with its values, as a flow map: {@code
     *     learning.rac.penalties.lambda={kind: plain, ...}}
     */
    public static <T extends Record> T override(
            T config, Class<T> type, String file, Map<String, String> overrides) {
        ObjectNode tree = YAML.valueToTree(config);
        for (Map.Entry<String, String> entry : overrides.entrySet()) {
            set(tree, file, entry.getKey(), entry.getValue());
        }
        try {
            return YAML.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "--set " + shown(overrides) + ": " + Misread.reason(e, YAML, tree), e);
        }
    }

    private static void set(ObjectNode tree, String file, String path, String text) {
        List<String> known = paths(tree);
        String name = name(path);
        if (!(parent(tree, path) instanceof ObjectNode node) || !node.has(name)) {
            throw new IllegalArgumentException(
                    "--set %s: the configuration has no such value; %s of any run shows all%s"
                            .formatted(path, file, suggestion(path, name, known)));
        }
        try {
            node.set(name, YAML.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "--set %s=%s: not a YAML value".formatted(path, text), e);
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** What holds the value of a path. */
    private static JsonNode parent(JsonNode tree, String path) {
        int last = path.lastIndexOf('.');
        return last < 0 ? tree : tree.at("/" + path.substring(0, last).replace('.', '/'));
    }

    /** One that is nearly spelt so, or else one whose last word is the same. */
    private static String suggestion(String path, String name, List<String> known) {
        String near = Names.suggestion(path, known);
        return near.isEmpty()
                ? known.stream()
                        .filter(one -> one.endsWith("." + name))
                        .findFirst()
                        .map(". Did you mean \"%s\"?"::formatted)
                        .orElse("")
                : near;
    }

    private static String shown(Map<String, String> overrides) {
        return overrides.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" --set "));
    }

    private static List<String> paths(JsonNode tree) {
        List<String> paths = new ArrayList<>();
        collect("", tree, paths);
        return paths;
    }

    private static void collect(String prefix, JsonNode node, List<String> paths) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            paths.add(prefix + entry.getKey());
            collect(prefix + entry.getKey() + ".", entry.getValue(), paths);
        }
    }
}
