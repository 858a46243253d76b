package merpo.benchmarks.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import merpo.datagen.nn.Precision;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --precision} says, a setting of its own name in {@code config.yaml}. */
final class PrecisionOption {
    static final String SETTING = "precision";

    private PrecisionOption() {}

    /** A value of the option. */
    static Precision of(CommandSpec spec, String given) {
        return Usage.choice(spec, "--precision", given, Precision.class);
    }

    /** Settings with what is given, empty for nothing, among them. */
    static Map<String, String> among(CommandSpec spec, Map<String, String> settings, String given) {
        if (given.isEmpty()) {
            return settings;
        }
        Precision unused = of(spec, given);
        if (settings.containsKey(SETTING)) {
            throw Usage.wrong(
                    spec,
                    "--precision is %s and --set precision=%s: one setting, said twice. Leave one out"
                            .formatted(given, settings.get(SETTING)));
        }
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(SETTING, given);
        return all;
    }
}
