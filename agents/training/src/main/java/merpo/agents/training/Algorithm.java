package merpo.agents.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import merpo.datagen.run.Names;

/** What {@code ./merpo train} can train. */
public enum Algorithm {
    /** CQL(H): conservative, without a model. */
    CQL(false),
    /** COMBO: RAC without regularizers. */
    COMBO(false),
    /** COMBO held near a given policy alone: Eq. (6). */
    COMBO_3(false),
    /** RAC: held near the data and a given policy, Eq. (7). */
    RAC(false),
    /** MerPO: Algorithm 2. */
    MERPO(true),
    /** MerPO with an alpha of its own per task, Eq. (11). */
    MERPO_ADP(true),
    /** Proximal meta-RL: Eq. (5). */
    PROXIMAL(true),
    /** MerPO without a dynamics model (A30). */
    NO_MODEL(true),
    /** The dynamics ensembles of single tasks, for others to share. */
    ENSEMBLE(false),
    /** The meta-model and the models adapted from it, for others to share. */
    META_MODEL(true);

    private final boolean meta;

    Algorithm(boolean meta) {
        this.meta = meta;
    }

    /** As on the command line: {@code combo-3}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it learns over tasks and is tested on others. */
    public boolean meta() {
        return meta;
    }

    /** Whether it trains dynamics models and nothing else. */
    boolean modelOnly() {
        return this == ENSEMBLE || this == META_MODEL;
    }

    /** Whether it stands on dynamics models. */
    public boolean usesModel() {
        return this != CQL && this != NO_MODEL;
    }

    /** The stage with which such a training ends. */
    public String lastStage() {
        return switch (this) {
            case ENSEMBLE -> EnsembleStage.NAME;
            case META_MODEL -> MetaModelStage.NAME;
            default -> LearnStage.NAME;
        };
    }

    /** Whether a given policy holds it. */
    public boolean heldNearPolicy() {
        return this == COMBO_3 || this == RAC;
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Algorithm::text).toList();
    }

    /**
     * @throws IllegalArgumentException for an unknown name, with the nearest known one
     */
    public static Algorithm of(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text().equals(text))
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
