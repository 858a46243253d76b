package merpo.datagen.behavior;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.PresetFiles;
import merpo.envs.EnvironmentDefinition;

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
}
