package merpo.agents.training;

import java.util.List;
import java.util.stream.Stream;
import merpo.agents.Method;
import merpo.agents.Methods;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.datagen.run.Names;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** What {@code ./merpo train} can train: the registered methods, and dynamics models alone. */
public final class Trainables {
    /** Trains the ensembles that learners of single tasks share. */
    public static final Trainable<?> ENSEMBLE = ModelsAlone.own();

    /** Trains the meta-model, and the models adapted from it, that meta-learners share. */
    public static final Trainable<?> META_MODEL = ModelsAlone.meta();

    private static final List<Trainable<?>> ALL =
            Stream.<Trainable<?>>concat(Methods.all().stream(), Stream.of(ENSEMBLE, META_MODEL))
                    .toList();

    private Trainables() {}

    /** Methods by name, then models alone. */
    public static List<Trainable<?>> all() {
        return ALL;
    }

    /** As on the command line. */
    public static List<String> names() {
        return ALL.stream().map(Trainable::name).toList();
    }

    /** The stage with which a training of it ends, as {@code stages.csv} says it. */
    public static String lastStage(Trainable<?> trainable) {
        return trainable instanceof Method<?> ? Stages.LEARN : trainable.name();
    }

    /** Whether it stands on dynamics models, with the settings that it starts from. */
    public static <C extends Record> boolean usesModels(
            Trainable<C> trainable, String environment, Scale scale) {
        C settings = trainable.preset(environment, scale, Reading.WORKING).learning();
        return trainable.needs(settings).dynamics().any();
    }

    /** Names of the methods that learn over tasks. */
    static List<String> overTasks() {
        return Methods.all().stream()
                .filter(method -> method.tasks() == Tasks.TOGETHER)
                .map(Trainable::name)
                .toList();
    }

    /**
     * @throws IllegalArgumentException for an unknown name, with the nearest known one
     */
    public static Trainable<?> named(String text) {
        return ALL.stream()
                .filter(known -> known.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no algorithm, must be one of %s%s"
                                                .formatted(
                                                        text,
                                                        String.join(", ", names()),
                                                        Names.suggestion(text, names()))));
    }
}
