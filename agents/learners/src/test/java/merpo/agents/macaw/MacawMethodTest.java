package merpo.agents.macaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import merpo.agents.Alarm;
import merpo.agents.Evaluation;
import merpo.agents.Methods;
import merpo.agents.Preset;
import merpo.agents.macaw.MacawConfig.ReturnScale;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of MACAW's code, number by number, and what a scale makes of it. */
class MacawMethodTest {
    private static final MacawMethod METHOD = new MacawMethod();
    private static final String WIND = "point-robot-wind";

    private static Preset<MacawConfig> preset(String environment, Scale scale) {
        return METHOD.preset(environment, scale, Reading.WORKING);
    }

    @Test
    void itIsKnownByItsName() {
        assertThat(Methods.named("macaw").orElseThrow()).isInstanceOf(MacawMethod.class);
        assertThat(METHOD.unit()).isEqualTo("meta-iterations");
    }

    /**
     * One configuration for all its environments; the wind, which is none of them, has its gamma.
     */
    @ParameterizedTest
    @CsvSource({
        "walker-2d-params, 0.99",
        "half-cheetah-fwd-back, 0.99",
        "ant-fwd-back, 0.99",
        "point-robot-wind, 0.9"
    })
    void columnsOfTheTable(String environment, double discount) {
        Preset<MacawConfig> preset = preset(environment, Scale.PAPER);
        assertThat(preset.steps()).isEqualTo(1_000_000);
        assertThat(preset.evaluation()).isEqualTo(new Evaluation(250, 10, 50));
        assertThat(preset.learning())
                .isEqualTo(
                        new MacawConfig(
                                new MacawConfig.Networks(3, 100, 100, 32),
                                new MacawConfig.Inner(1e-3, 0.01, Order.SECOND, 0.9),
                                new MacawConfig.Rates(1e-5, 1e-4, 1e-3),
                                new MacawConfig.MetaBatch(5, 256, 7),
                                discount,
                                ReturnScale.ONE,
                                new MacawConfig.Regression(0.2, 20)));
    }

    @ParameterizedTest
    @CsvSource({
        "point-robot-wind, 400, 3e-4, 512, 0.9",
        "walker-2d-params, 600, 1e-3, 256, 0.99",
        "half-cheetah-fwd-back, 2500, 1e-3, 256, 0.99",
        "ant-fwd-back, 1500, 1e-3, 256, 0.99"
    })
    void smallLearnsFasterFromAllRowsWithShorterCodes(
            String environment, int steps, double policy, int rows, double discount) {
        Preset<MacawConfig> small = preset(environment, Scale.SMALL);
        assertThat(small.steps()).isEqualTo(steps);
        assertThat(small.learning())
                .isEqualTo(
                        new MacawConfig(
                                new MacawConfig.Networks(3, 100, 32, 32),
                                new MacawConfig.Inner(1e-3, 0.01, Order.SECOND, 0.9),
                                new MacawConfig.Rates(1e-3, policy, 1e-2),
                                new MacawConfig.MetaBatch(5, rows, 1),
                                discount,
                                ReturnScale.DEVIATION,
                                new MacawConfig.Regression(0.2, 20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walker-2d-params", "half-cheetah-fwd-back", "ant-fwd-back", WIND})
    void everyColumnHasAPathThroughEverything(String environment) {
        assertThat(preset(environment, Scale.SMOKE).steps()).isEqualTo(20);
    }

    @Test
    void anotherEnvironmentIsRefused() {
        assertThatThrownBy(() -> preset("hopper", Scale.SMALL))
                .hasMessageContaining("no settings of macaw for \"hopper\"")
                .hasMessageContaining("walker-2d-params");
    }

    /** As {@code --set} says it. */
    @Test
    void theOrderIsASwitch() {
        MacawConfig wind = preset(WIND, Scale.SMALL).learning();
        MacawConfig changed =
                ConfigYaml.override(
                        wind, MacawConfig.class, "config.yaml", Map.of("inner.order", "FIRST"));
        assertThat(changed.inner().order()).isEqualTo(Order.FIRST);
        assertThat(ConfigYaml.read("text", ConfigYaml.write(changed), MacawConfig.class))
                .isEqualTo(changed);
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        assertThatThrownBy(() -> new MacawConfig.Networks(2, 64, -1, 32))
                .hasMessage("networks.code is -1, must be at least 0");
        assertThatThrownBy(() -> new MacawConfig.Inner(0, 0.01, Order.SECOND, 0.9))
                .hasMessage("inner.rate is 0.0, must be positive");
        assertThatThrownBy(() -> new MacawConfig.Inner(1e-3, 0.01, Order.SECOND, Double.NaN))
                .hasMessage("inner.targetKeep is NaN, must be in [0, 1]");
        assertThatThrownBy(() -> new MacawConfig.MetaBatch(5, 1, 7))
                .hasMessage("batch.rows is 1, must be at least 2: weights need a deviation");
        assertThatThrownBy(() -> new MacawConfig.Rates(1e-3, 1e-3, -1))
                .hasMessage("rates.inner is -1.0, must be positive");
        assertThatThrownBy(() -> new MacawConfig.Regression(0.2, 0))
                .hasMessage("regression.largestWeight is 0.0, must be positive");
    }

    private static Alarm alarm(String name) {
        return METHOD.alarms(preset(WIND, Scale.SMALL).learning()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStepThatGoesTooFarIsTold() {
        Alarm alarm = alarm("step");
        Map<String, Double> well =
                Map.of("value_inner", 2.0, "value_outer", 19.0, "largest_rate", 0.1);
        assertThat(alarm.look(5, well)).isEmpty();
        Map<String, Double> ill =
                Map.of("value_inner", 2.0, "value_outer", 2100.0, "largest_rate", 0.1);
        assertThat(alarm.look(6, ill).orElseThrow())
                .contains("2.10e+03 after its inner step and by 2.00 before", "up to 0.100");
    }

    @Test
    void ratesThatAreLearnedAwayAreTold() {
        Alarm alarm = alarm("rates");
        assertThat(alarm.look(5, Map.of("largest_rate", 1e-5))).isEmpty();
        assertThat(alarm.look(6, Map.of("largest_rate", 1e-8)).orElseThrow())
                .contains("1.00e-08", "inner.rate");
    }
}
