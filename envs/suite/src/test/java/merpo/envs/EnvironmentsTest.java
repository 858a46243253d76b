package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    @Test
    void everyEnvironmentIsFoundByItsIdInAnyCase() {
        assertThat(Environments.all())
                .extracting(EnvironmentDefinition::id)
                .containsExactly(
                        "ant",
                        "ant-dir",
                        "ant-fwd-back",
                        "ant-v5",
                        "half-cheetah-fwd-back",
                        "half-cheetah-vel",
                        "halfcheetah",
                        "halfcheetah-v5",
                        "hopper",
                        "hopper-v5",
                        "point-robot-wind",
                        "sparse-point-robot",
                        "walker-2d-params",
                        "walker2d",
                        "walker2d-v5");
        for (EnvironmentDefinition definition : Environments.all()) {
            assertThat(Environments.named(definition.id())).isSameAs(definition);
        }
        assertThat(Environments.named("Point-Robot-Wind").id()).isEqualTo("point-robot-wind");
    }

    @Test
    void namesThatOthersGiveThemAreUnderstood() {
        Map<String, List<String>> others =
                Map.of(
                        "hopper",
                                List.of("hopper-v2", "Hopper-v3", "Hopper-v4", "hopper-medium-v0"),
                        "halfcheetah", List.of("HalfCheetah-v4", "halfcheetah-medium-expert-v2"),
                        "walker2d", List.of("Walker2d-v2", "gym/Walker2d-v4"),
                        "hopper-v5", List.of("Hopper-v5", "mujoco/Hopper-v5"),
                        "half-cheetah-fwd-back", List.of("cheetah-dir", "macaw/cheetah_dir"),
                        "half-cheetah-vel", List.of("cheetah_vel"),
                        "walker-2d-params", List.of("walker_params", "walker-rand-params"));
        others.forEach(
                (ours, theirs) ->
                        theirs.forEach(
                                name ->
                                        assertThat(Environments.named(name).id())
                                                .as(name)
                                                .isEqualTo(ours)));
        for (String unknown : List.of("hopper-v1", "hopper-v6", "hopper-good-v2", "chess-v2")) {
            assertThat(Environments.find(unknown)).as(unknown).isEmpty();
        }
    }

    @Test
    void aMisspeltIdGetsTheNearestName() {
        assertThatThrownBy(() -> Environments.named("point-robt-wind"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Environment \"point-robt-wind\" is not registered.")
                .hasMessageContaining("Did you mean \"point-robot-wind\"?")
                .hasMessageContaining(
                        "Known: ant, ant-dir, ant-fwd-back, ant-v5, half-cheetah-fwd-back, ");
        assertThatThrownBy(() -> Environments.named("chess"))
                .hasMessageContaining("Known:")
                .hasMessageNotContaining("Did you mean");
    }

    @Test
    void switchesFollowTheIdAndAreSpeltInOneWay() {
        EnvironmentDefinition robot =
                Environments.named("Point-Robot-Wind+horizon=200+goal=semicircle");
        assertThat(robot.id()).isEqualTo("point-robot-wind+goal=semicircle+horizon=200");
        assertThat(robot.horizon()).isEqualTo(200);
        assertThat(Environments.named("point-robot-wind+horizon=25").id())
                .isEqualTo("point-robot-wind");
        for (EnvironmentDefinition definition : Environments.all()) {
            for (Switch choice : definition.choices().switches()) {
                String id = definition.id() + "+" + choice.name() + "=" + choice.values().get(1);
                assertThat(Environments.named(id).id()).isEqualTo(id);
            }
        }
    }

    @Test
    void unknownSwitchesAndValuesAreExplained() {
        assertThatThrownBy(() -> Environments.named("ant-dir+contacts=on"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"ant-dir\" has no switch \"contacts\"")
                .hasMessageContaining("contact-forces=off|on");
        assertThatThrownBy(() -> Environments.named("ant-dir+contact-forces=maybe"))
                .hasMessageContaining(
                        "switch contact-forces is \"maybe\", must be one of [off, on]");
        assertThatThrownBy(() -> Environments.named("ant-dir+contact-forces"))
                .hasMessageContaining("switch contact-forces is not set");
        assertThatThrownBy(() -> Environments.named("ant-v5+contact-forces=off"))
                .hasMessageContaining("it has none");
    }
}
