package merpo.datagen.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.datagen.nn.Sizes;
import merpo.datagen.sac.SacConfig;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import org.junit.jupiter.api.Test;

/** Settings for behavior policies, read from the assets. */
class BehaviorPresetsTest {
    private static SacConfig of(String environment, String scale) {
        return BehaviorPresets.of(Environments.named(environment), scale);
    }

    /** CleanRL: 2 x 256, batch 256, rates 3e-4 and 1e-3, 5000 uniform steps of a million. */
    @Test
    void paperIsCleanRlsSac() {
        assertThat(of("hopper", "paper"))
                .isEqualTo(
                        new SacConfig(
                                new Sizes(2, 256, 256),
                                new SacConfig.Optimizer(3e-4, 1e-3, 0.99, 5e-3, 0.2),
                                1,
                                1,
                                5000,
                                1_000_000,
                                new SacConfig.Checkpoints(10_000, 2500, 50_000, 10)));
    }

    @Test
    void aFamilyChangesWhatItNeeds() {
        assertThat(of("point-robot-wind", "small"))
                .isEqualTo(
                        new SacConfig(
                                new Sizes(2, 64, 128),
                                new SacConfig.Optimizer(3e-4, 1e-3, 0.9, 5e-3, 0.1),
                                1,
                                1,
                                100,
                                12_000,
                                new SacConfig.Checkpoints(50, 10, 2000, 16)));
        assertThat(of("ant-dir", "small").steps()).isEqualTo(200_000); // every.small.yaml's
    }

    @Test
    void versionsOfABodyShareItsFile() {
        assertThat(of("walker2d-v5", "small")).isEqualTo(of("walker2d", "small"));
    }

    @Test
    void everyEnvironmentHasEveryScaleAtItsOwnDiscount() {
        for (EnvironmentDefinition environment : Environments.all()) {
            for (String scale : BehaviorPresets.SCALES) {
                assertThat(BehaviorPresets.of(environment, scale).optimizer().discount())
                        .as(environment.id())
                        .isEqualTo(environment.discount());
            }
        }
    }

    @Test
    void refusesAnotherScale() {
        assertThatThrownBy(() -> of("hopper", "large"))
                .hasMessage("There is no scale \"large\", only [smoke, small, paper]");
    }
}
