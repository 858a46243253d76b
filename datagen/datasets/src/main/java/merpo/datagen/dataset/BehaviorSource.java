package merpo.datagen.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import merpo.datagen.hdf5.AttributeValue;

/**
 * The behavior policy, as a dataset file names it.
 *
 * @param algorithm that trained it, for instance "SAC"
 * @param mode how it acted
 * @param checkpointSteps environment steps of its training; several for mixed data, -1 for random,
 *     -2 for unknown
 * @param checkpointSha256 of the checkpoint file, absent for random
 * @param evaluation measured by running it, not from the data; absent if not measured
 */
public record BehaviorSource(
        String algorithm,
        Mode mode,
        List<Long> checkpointSteps,
        Optional<String> checkpointSha256,
        Optional<Evaluation> evaluation) {

    /** How a policy picks its actions. */
    public enum Mode {
        /** Draws from the policy. */
        STOCHASTIC,
        /** The policy's mode. */
        DETERMINISTIC,
        /** Draws from the whole box. */
        UNIFORM,
        /** Of imported data that do not say. */
        UNKNOWN;

        /** As written in files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The inverse of {@link #text}. */
        public static Mode of(String text) {
            return EnumText.parse(Mode.class, "behavior_mode", text, Mode::text);
        }
    }

    /** Mean and standard deviation of the return over so many episodes. */
    public record Evaluation(double returnMean, double returnStd, long episodes) {}

    public BehaviorSource {
        checkpointSteps = List.copyOf(checkpointSteps);
        if (checkpointSteps.isEmpty()) {
            throw new IllegalArgumentException(
                    "BehaviorSource.checkpointSteps is empty, must name a step: -1 for random");
        }
    }

    /** Actions drawn evenly from the whole box. */
    public static BehaviorSource uniform() {
        return new BehaviorSource(
                "uniform", Mode.UNIFORM, List.of(-1L), Optional.empty(), Optional.empty());
    }

    void describe(AttributesBuilder to) {
        to.text("behavior_algorithm", algorithm)
                .text("behavior_mode", mode.text())
                .text("behavior_checkpoint_sha256", checkpointSha256);
        if (checkpointSteps.size() == 1) {
            to.whole("behavior_checkpoint_step", checkpointSteps.get(0));
        } else {
            to.wholes("behavior_checkpoint_step", checkpointSteps);
        }
        evaluation.ifPresent(
                e ->
                        to.real("behavior_return_mean", e.returnMean())
                                .real("behavior_return_std", e.returnStd())
                                .whole("behavior_eval_episodes", e.episodes()));
    }

    static BehaviorSource from(Attributes from) {
        boolean several =
                from.asMap().get("behavior_checkpoint_step") instanceof AttributeValue.Wholes;
        return new BehaviorSource(
                from.text("behavior_algorithm"),
                Mode.of(from.text("behavior_mode")),
                several
                        ? from.wholes("behavior_checkpoint_step")
                        : List.of(from.whole("behavior_checkpoint_step")),
                from.optionalText("behavior_checkpoint_sha256"),
                from.has("behavior_return_mean")
                        ? Optional.of(
                                new Evaluation(
                                        from.real("behavior_return_mean"),
                                        from.real("behavior_return_std"),
                                        from.whole("behavior_eval_episodes")))
                        : Optional.empty());
    }
}
