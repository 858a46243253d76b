package merpo.benchmarks.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import merpo.datagen.run.Names;
import merpo.datagen.run.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What an experiment is about. A value that was not given is null here, so that a resumed run can
 * supply its own.
 */
final class ExperimentOptions {
    private static final List<String> SCALES = List.of("smoke", "small");
    private static final List<String> QUALITIES = List.of("bad", "medium", "good", "expert");

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--env",
            paramLabel = "ID",
            description = "Environment, default point-robot-wind; ./merpo envs lists them.")
    String environment;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            description = "smoke (a path through everything) or small (default: a result).")
    String scale;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Every draw follows from it, default 0.")
    Long seed;

    @Option(
            names = "--quality",
            paramLabel = "Q",
            description = "Data to learn from: bad, medium (default), good or expert.")
    String quality;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Override one value of the configuration, such as merpo.alpha=1; repeatable.")
    Map<String, String> overrides = new LinkedHashMap<>();

    /** The settings of a new run. */
    Settings settings() {
        return new Settings(
                environment == null ? "point-robot-wind" : environment,
                known("--scale", scale == null ? "small" : scale, SCALES),
                seed == null ? 0 : seed,
                known("--quality", quality == null ? "medium" : quality, QUALITIES),
                overrides);
    }

    /** Refuses options that contradict the run that is resumed. */
    void requireAgreement(Settings made, String directory) {
        settings();
        List<String> differences = new ArrayList<>();
        compare(differences, "--env", environment, made.environment());
        compare(differences, "--scale", scale, made.scale());
        compare(differences, "--seed", seed, made.seed());
        compare(differences, "--quality", quality, made.quality());
        overrides.forEach(
                (key, value) ->
                        compare(differences, "--set " + key, value, made.overrides().get(key)));
        if (!differences.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    directory
                            + " was made with other settings: "
                            + String.join(", ", differences)
                            + ". A run keeps its configuration: drop these options, or choose another --out");
        }
    }

    private static void compare(
            List<String> differences, String option, Object given, Object made) {
        if (given != null && !Objects.equals(given, made)) {
            differences.add(
                    option
                            + " is "
                            + given
                            + " here, "
                            + (made == null ? "not set" : made)
                            + " there");
        }
    }

    private String known(String option, String value, List<String> names) {
        if (!names.contains(value)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option
                            + " is \""
                            + value
                            + "\", must be one of "
                            + String.join(", ", names)
                            + Names.nearest(value, names)
                                    .map(name -> ". Did you mean \"" + name + "\"?")
                                    .orElse(""));
        }
        return value;
    }
}
