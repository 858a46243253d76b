package merpo.agents;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * Something that is made from datasets, by its name on the command line: a learner ({@link Method})
 * or dynamics models for others to share.
 *
 * @param <C> its settings, as {@code config.yaml} holds them under {@code learning}
 */
public interface Trainable<C extends Record> {
    /** As on the command line, such as {@code combo-3}. */
    String name();

    /** As people write it, such as {@code COMBO-3}. */
    default String title() {
        return name().toUpperCase(Locale.ROOT);
    }

    /** What one step of the learner is, such as "steps" or "meta-iterations". */
    default String unit() {
        return "steps";
    }

    /** One line of help. */
    String summary();

    /** The class of its settings. */
    Class<C> settings();

    /**
     * Settings that came later than the first release, by their path, each with the YAML value that
     * earlier trainings had without naming it.
     */
    default Map<String, String> laterSettings() {
        return Map.of();
    }

    /**
     * What a training starts from.
     *
     * @param environment id
     * @throws IllegalArgumentException where there are no settings for it
     */
    default Preset<C> preset(String environment, Scale scale, Reading reading) {
        return Presets.read(lineage(), column(environment), scale, reading, settings());
    }

    /** The name whose preset files this one starts from, then its relatives down to this one. */
    default List<String> lineage() {
        return List.of(name());
    }

    /** Which column of the table an environment has. */
    default String column(String environment) {
        return environment;
    }

    /** How tasks are learned. */
    Tasks tasks();

    /** Whether the user names a policy that learners are held near. */
    default boolean nearPolicy() {
        return false;
    }

    /** What must be there before it can begin. */
    Needs needs(C settings);
}
