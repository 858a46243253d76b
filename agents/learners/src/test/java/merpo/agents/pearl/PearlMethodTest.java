package merpo.agents.pearl;

import static merpo.agents.context.FirstWeights.PYTORCH;
import static merpo.agents.context.FirstWeights.RLKIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import merpo.agents.Alarm;
import merpo.agents.Evaluation;
import merpo.agents.Methods;
import merpo.agents.Preset;
import merpo.agents.context.ContextRows;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.TimeLimits;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of PEARL's code, number by number, and what a scale makes of it. */
class PearlMethodTest {
    private static final PearlMethod METHOD = new PearlMethod();
    private static final String WIND = "point-robot-wind";

    private static Preset<PearlConfig> preset(String environment, Scale scale) {
        return METHOD.preset(environment, scale, Reading.WORKING);
    }

    @Test
    void itIsKnownByItsName() {
        assertThat(Methods.named("pearl").orElseThrow()).isInstanceOf(PearlMethod.class);
        assertThat(METHOD.title()).isEqualTo("Batch PEARL");
    }

    @ParameterizedTest
    @CsvSource({
        "walker-2d-params,      2000000, 4000, 10, 100, true,  0.99, 5,   0.1",
        "half-cheetah-fwd-back, 1000000, 2000,  4, 256, false, 0.99, 5,   0.1",
        "ant-fwd-back,          2000000, 4000,  4, 256, false, 0.99, 5,   0.1",
        "point-robot-wind,       100000, 1000, 16, 256, true,  0.9,  100, 1"
    })
    void columnsOfTheTable(
            String environment,
            int steps,
            int every,
            int tasks,
            int context,
            boolean next,
            double discount,
            double rewardScale,
            double klWeight) {
        Preset<PearlConfig> preset = preset(environment, Scale.PAPER);
        assertThat(preset.steps()).isEqualTo(steps);
        assertThat(preset.evaluation()).isEqualTo(new Evaluation(every, 10, 100));
        assertThat(preset.learning())
                .isEqualTo(
                        new PearlConfig(
                                new Networks(3, 200, 5, 3, 300, RLKIT),
                                new Rates(3e-4, 3e-4, 3e-4, 3e-4),
                                new MetaBatch(tasks, 256, new ContextRows(context, next)),
                                new Bootstrap(discount, 0.005, rewardScale, TimeLimits.BOOTSTRAP),
                                klWeight,
                                new Regularizer.None()));
    }

    @Test
    void windIsSmallWithoutARegularizer() {
        Preset<PearlConfig> small = preset(WIND, Scale.SMALL);
        assertThat(small.steps()).isEqualTo(3000);
        assertThat(small.learning())
                .isEqualTo(
                        new PearlConfig(
                                new Networks(2, 64, 5, 2, 64, PYTORCH),
                                new Rates(1e-3, 1e-3, 1e-3, 1e-3),
                                new MetaBatch(8, 128, new ContextRows(64, true)),
                                new Bootstrap(0.9, 0.005, 100, TimeLimits.BOOTSTRAP),
                                1,
                                new Regularizer.None()));
    }

    @ParameterizedTest
    @CsvSource({
        "walker-2d-params, 5000, 8, true, 0.1",
        "half-cheetah-fwd-back, 5000, 4, false, 0.1",
        "ant-fwd-back, 8000, 4, false, 1e-3"
    })
    void bodiesAreSmallWithACloneTerm(
            String environment, int steps, int tasks, boolean next, double klWeight) {
        Preset<PearlConfig> small = preset(environment, Scale.SMALL);
        assertThat(small.steps()).isEqualTo(steps);
        assertThat(small.learning())
                .isEqualTo(
                        new PearlConfig(
                                new Networks(2, 64, 5, 2, 128, PYTORCH),
                                new Rates(1e-3, 1e-3, 1e-3, 1e-3),
                                new MetaBatch(tasks, 128, new ContextRows(64, next)),
                                new Bootstrap(0.99, 0.02, 5, TimeLimits.BOOTSTRAP),
                                klWeight,
                                new Regularizer.CloneTerm(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walker-2d-params", "half-cheetah-fwd-back", "ant-fwd-back", WIND})
    void everyColumnHasAPathThroughEverything(String environment) {
        assertThat(preset(environment, Scale.SMOKE).steps()).isEqualTo(20);
    }

    /** As {@code --set} says it; a dual critic is FOCAL's alone. */
    @Test
    void aRegularizerIsReplacedAsAWhole() {
        PearlConfig changed = changed("regularizer", "{kind: clone-term, weight: 100}");
        assertThat(changed.regularizer()).isEqualTo(new Regularizer.CloneTerm(100));
        assertThat(ConfigYaml.read("text", ConfigYaml.write(changed), PearlConfig.class))
                .isEqualTo(changed);
        assertThatThrownBy(() -> changed("regularizer", "{kind: dual-critic}"))
                .hasMessageContaining("dual-critic")
                .hasMessageContaining("clone-term");
    }

    private static PearlConfig changed(String path, String value) {
        return ConfigYaml.override(
                preset(WIND, Scale.SMALL).learning(),
                PearlConfig.class,
                "config.yaml",
                Map.of(path, value));
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        assertThatThrownBy(() -> changed("networks.latent", "0"))
                .hasMessageContaining("networks.latent is 0, must be at least 1");
        assertThatThrownBy(() -> changed("batch.tasks", "0"))
                .hasMessageContaining("batch.tasks is 0, must be at least 1");
        assertThatThrownBy(() -> changed("batch.context.rows", "0"))
                .hasMessageContaining("context.rows is 0, must be at least 1");
        assertThatThrownBy(() -> changed("klWeight", "-1"))
                .hasMessageContaining("klWeight is -1.0, must be at least 0");
        assertThat(changed("batch.tasks", "1").batch().tasks()).isEqualTo(1); // no pairs needed
    }

    @Test
    void aPosteriorThatIsThePriorIsTold() {
        List<Alarm> all = METHOD.alarms(preset(WIND, Scale.SMALL).learning());
        assertThat(all).extracting(Alarm::name).containsExactly("posterior");
        Alarm alarm = all.get(0);
        assertThat(alarm.look(100, Map.of("kl", 0.11))).isEmpty();
        assertThat(alarm.look(100, Map.of("kl", 0.09)).orElseThrow())
                .contains(
                        "0.0900 nats from the prior after 100 steps",
                        "Lower learning.klWeight (1.00)");
    }
}
