package merpo.datagen.behavior;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.PresetFiles;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * Settings for training behavior policies, in the assets: {@code
 * merpo/presets/behaviors/every.SCALE.yaml}, and over it {@code FAMILY.SCALE.yaml} with what a
 * family needs otherwise. Versions of a body, such as {@code ant-v5}, share its file. The discount
 * is the environment's own. {@code small} makes policies like those that ship with the project: the
 * least that reaches their returns on two cores; {@code paper} is CleanRL's SAC.
 */
public final class BehaviorPresets {
    /** Names of the scales, the smallest first. */
    public static final List<String> SCALES = List.of("smoke", "small", "paper");

    private static final String FOLDER = "behaviors/";

    private BehaviorPresets() {}

    /** The settings of an environment and a scale. */
    public static SacConfig of(EnvironmentDefinition environment, String scale) {
        if (!SCALES.contains(scale)) {
            throw new IllegalArgumentException(
                    "There is no scale \"%s\", only %s".formatted(scale, SCALES));
        }
        String family = environment.family().replaceFirst("-v[0-9]+$", "");
        JsonNode all =
                PresetFiles.layered(
                        List.of(FOLDER + "every." + scale, FOLDER + family + "." + scale));
        ((ObjectNode) all.path("optimizer")).put("discount", environment.discount());
        return ConfigYaml.part("presets behaviors, " + family, all, SacConfig.class);
    }

    /**
     * What a training of an environment's policies is: the settings of a scale, and every task.
     *
     * @param tasks file of tasks; empty for the fixed ones
     * @param overrides single settings in place of the scale's, by name
     */
    public static BehaviorRun.Plan plan(
            EnvironmentDefinition definition,
            Optional<Path> tasks,
            String scale,
            Map<String, String> overrides,
            long seed)
            throws IOException {
        SacConfig config =
                ConfigYaml.override(
                        of(definition, scale), SacConfig.class, "training.json", overrides);
        return new BehaviorRun.Plan(definition.id(), every(definition, tasks), config, seed);
    }

    /** Every task once: those to train on, then those to test on that are not among them. */
    private static List<Task> every(EnvironmentDefinition definition, Optional<Path> tasks)
            throws IOException {
        TaskSplit split =
                tasks.isPresent()
                        ? TaskSplit.load(tasks.get(), definition)
                        : definition.tasks().training() > 1
                                ? TaskSplit.fixed(definition)
                                : TaskSplit.draw(definition, 1, 1, TaskSplit.FIXED_SEED);
        List<Task> all = new ArrayList<>(split.training());
        split.test().stream().filter(task -> !all.contains(task)).forEach(all::add);
        all.forEach(definition.tasks()::require);
        return all;
    }
}
