package merpo.benchmarks.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a measurement was made on and by, as YAML; keys keep the order in which they come. */
final class ResultYaml {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build();

    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> versions = new LinkedHashMap<>();

    ResultYaml(Machine machine) {
        put("revision", System.getProperty("merpo.revision", "unknown"));
        put("cpu", machine.cpu());
        put("cores", machine.cores());
        put("system", machine.system());
    }

    void put(String key, Object value) {
        content.put(key, value);
    }

    /** Notes once what a contender runs on. */
    void versions(String contender, Map<String, String> found) {
        if (!found.isEmpty()) {
            versions.putIfAbsent(contender, new TreeMap<>(found));
            put("versions", versions);
        }
    }

    String text() {
        try {
            return YAML.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
