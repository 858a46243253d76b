package merpo.agents;

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

    /** One line of help. */
    String summary();

    Class<C> settings();

    /**
     * What a training starts from.
     *
     * @param environment id
     * @throws IllegalArgumentException where there are no settings for it
     */
    Preset<C> preset(String environment, Scale scale, Reading reading);

    /** How tasks are learned. */
    Tasks tasks();

    /** Whether the user names a policy that learners are held near. */
    default boolean nearPolicy() {
        return false;
    }

    /** What must be there before it can begin. */
    Needs needs(C settings);
}
