package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    @Test
    void everyEnvironmentIsFoundByItsIdInAnyCase() {
        assertThat(Environments.all())
                .extracting(EnvironmentDefinition::id)
                .contains("half-cheetah-fwd-back", "point-robot-wind");
        for (EnvironmentDefinition definition : Environments.all()) {
            assertThat(Environments.named(definition.id())).isSameAs(definition);
        }
        assertThat(Environments.named("Point-Robot-Wind").id()).isEqualTo("point-robot-wind");
    }

    @Test
    void aMisspeltIdGetsTheNearestName() {
        assertThatThrownBy(() -> Environments.named("point-robt-wind"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Environment \"point-robt-wind\" is not registered.")
                .hasMessageContaining("Did you mean \"point-robot-wind\"?")
                .hasMessageContaining("Known: half-cheetah-fwd-back, point-robot-wind");
        assertThatThrownBy(() -> Environments.named("chess"))
                .hasMessageContaining("Known:")
                .hasMessageNotContaining("Did you mean");
    }
}
