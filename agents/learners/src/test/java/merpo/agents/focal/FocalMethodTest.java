package merpo.agents.focal;

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
import merpo.agents.context.soft.Regularizer.Use;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of FOCAL's code, number by number, and what a scale makes of it. */
class FocalMethodTest {
    private static final FocalMethod METHOD = new FocalMethod();
    private static final String WIND = "point-robot-wind";

    private static Preset<FocalConfig> preset(String environment, Scale scale) {
        return METHOD.preset(environment, scale, Reading.WORKING);
    }

    @Test
    void itIsKnownByItsName() {
        assertThat(Methods.named("focal").orElseThrow()).isInstanceOf(FocalMethod.class);
    }

    @ParameterizedTest
    @CsvSource({
        "walker-2d-params,      2000000, 4000, 16, 100, true,  0.99, 5",
        "half-cheetah-fwd-back, 1000000, 2000,  4, 256, false, 0.99, 5",
        "ant-fwd-back,          2000000, 4000,  4, 256, false, 0.99, 5",
        "point-robot-wind,       100000, 1000, 16, 256, true,  0.9,  100"
    })
    void columnsOfTheTable(
            String environment,
            int steps,
            int every,
            int tasks,
            int context,
            boolean next,
            double discount,
            double rewardScale) {
        Preset<FocalConfig> preset = preset(environment, Scale.PAPER);
        assertThat(preset.steps()).isEqualTo(steps);
        assertThat(preset.evaluation()).isEqualTo(new Evaluation(every, 10, 100));
        assertThat(preset.learning())
                .isEqualTo(
                        new FocalConfig(
                                new Networks(3, 200, 20, 3, 256, RLKIT),
                                new Rates(3e-4, 3e-4, 3e-4, 3e-4),
                                new MetaBatch(tasks, 256, new ContextRows(context, next)),
                                new Bootstrap(discount, 0.005, rewardScale, TimeLimits.BOOTSTRAP),
                                10,
                                1,
                                preset.learning().regularizer()));
    }

    private static Regularizer.DualCritic dual(Use use, double initial, double largest) {
        return new Regularizer.DualCritic(
                1e-4,
                3,
                use,
                new Multiplier.Plain(initial, 1, 0.05, 0, largest, Multiplier.Clip.USED));
    }

    @Test
    void regularizersOfTheTable() {
        assertThat(
                        Map.of(
                                "walker-2d-params",
                                dual(Use.POLICY, 50, 1e4),
                                "half-cheetah-fwd-back",
                                dual(Use.POLICY_AND_VALUE, 500, 2000),
                                "ant-fwd-back",
                                dual(Use.POLICY_AND_VALUE, 1e6, 5e6),
                                WIND,
                                new Regularizer.None()))
                .allSatisfy(
                        (environment, regularizer) ->
                                assertThat(
                                                preset(environment, Scale.PAPER)
                                                        .learning()
                                                        .regularizer())
                                        .isEqualTo(regularizer));
    }

    /** What the prototype of the small figures learned with. */
    @Test
    void windIsSmallWithoutARegularizer() {
        Preset<FocalConfig> small = preset(WIND, Scale.SMALL);
        assertThat(small.steps()).isEqualTo(3000);
        assertThat(small.learning())
                .isEqualTo(
                        new FocalConfig(
                                new Networks(2, 64, 5, 2, 64, PYTORCH),
                                new Rates(1e-3, 1e-3, 1e-3, 1e-3),
                                new MetaBatch(8, 128, new ContextRows(64, true)),
                                new Bootstrap(0.9, 0.005, 100, TimeLimits.BOOTSTRAP),
                                10,
                                1,
                                new Regularizer.None()));
    }

    @Test
    void walkersAreSmallWithACloneTerm() {
        Preset<FocalConfig> small = preset("walker-2d-params", Scale.SMALL);
        assertThat(small.steps()).isEqualTo(5000);
        assertThat(small.learning()).isEqualTo(small(8, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-cheetah-fwd-back", "ant-fwd-back"})
    void directionsAreSmallWithACloneTermAndFourEntries(String environment) {
        Preset<FocalConfig> small = preset(environment, Scale.SMALL);
        assertThat(small.steps()).isEqualTo(5000);
        assertThat(small.learning()).isEqualTo(small(4, false));
    }

    private static FocalConfig small(int tasks, boolean next) {
        return new FocalConfig(
                new Networks(2, 64, 5, 2, 128, PYTORCH),
                new Rates(1e-3, 1e-3, 1e-3, 1e-3),
                new MetaBatch(tasks, 128, new ContextRows(64, next)),
                new Bootstrap(0.99, 0.02, 5, TimeLimits.BOOTSTRAP),
                10,
                1,
                new Regularizer.CloneTerm(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walker-2d-params", "half-cheetah-fwd-back", "ant-fwd-back", WIND})
    void everyColumnHasAPathThroughEverything(String environment) {
        assertThat(preset(environment, Scale.SMOKE).steps()).isEqualTo(20);
    }

    @Test
    void anotherEnvironmentIsRefused() {
        assertThatThrownBy(() -> preset("hopper", Scale.SMALL))
                .hasMessageContaining("no settings of focal for \"hopper\"")
                .hasMessageContaining("walker-2d-params");
    }

    /** As {@code --set} says it. */
    @Test
    void aRegularizerIsReplacedAsAWhole() {
        FocalConfig wind = preset(WIND, Scale.SMALL).learning();
        FocalConfig changed =
                ConfigYaml.override(
                        wind,
                        FocalConfig.class,
                        "config.yaml",
                        Map.of("regularizer", "{kind: clone-term, weight: 100}"));
        assertThat(changed.regularizer()).isEqualTo(new Regularizer.CloneTerm(100));
        assertThat(ConfigYaml.read("text", ConfigYaml.write(changed), FocalConfig.class))
                .isEqualTo(changed);
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        assertThatThrownBy(() -> new MetaBatch(0, 8, new ContextRows(8, true)))
                .hasMessage("batch.tasks is 0, must be at least 1");
        assertThatThrownBy(
                        () ->
                                ConfigYaml.override(
                                        preset(WIND, Scale.SMALL).learning(),
                                        FocalConfig.class,
                                        "config.yaml",
                                        Map.of("batch.tasks", "1")))
                .hasMessageContaining(
                        "batch.tasks is 1, must be at least 2, or there are no pairs");
        assertThatThrownBy(() -> new Bootstrap(1, 0.005, 5, TimeLimits.BOOTSTRAP))
                .hasMessage("bootstrap.discount is 1.0, must be in [0, 1)");
        assertThatThrownBy(() -> new Regularizer.CloneTerm(Double.NaN))
                .hasMessage("regularizer.weight is NaN, must be at least 0");
        assertThatThrownBy(() -> new Rates(1e-3, 0, 1e-3, 1e-3))
                .hasMessage("rates.critic is 0.0, must be positive");
    }

    private static Alarm alarm(String environment, Scale scale, String name) {
        List<Alarm> all = METHOD.alarms(preset(environment, scale).learning());
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** All embeddings equal: 10 (sqrt(1e-3) + 1 / 0.1) = 100.3. */
    @Test
    void embeddingsThatDoNotPartAreTold() {
        Alarm alarm = alarm(WIND, Scale.SMALL, "embedding");
        assertThat(alarm.look(999, Map.of("metric_loss", 99.0))).isEmpty(); // they begin so
        assertThat(alarm.look(1000, Map.of("metric_loss", 85.0))).isEmpty();
        assertThat(alarm.look(1000, Map.of("metric_loss", 99.0)).orElseThrow())
                .contains("the distance loss is 99.0 after 1000 steps", "equal give 100");
    }

    @Test
    void alphaAtItsCapIsTold() {
        Alarm alarm = alarm("walker-2d-params", Scale.PAPER, "alpha");
        assertThat(alarm.look(5, Map.of("alpha", 9999.0, "divergence", 0.2))).isEmpty();
        assertThat(alarm.look(6, Map.of("alpha", 1e4, "divergence", 0.2)).orElseThrow())
                .contains("1.00e+04", "0.200", "regularizer.alpha.largest");
    }

    /** Twenty times 0.05. */
    @Test
    void aPolicyThatLeavesTheDataIsTold() {
        Alarm alarm = alarm("walker-2d-params", Scale.PAPER, "divergence");
        assertThat(alarm.look(5, Map.of("alpha", 60.0, "divergence", 0.9))).isEmpty();
        assertThat(alarm.look(6, Map.of("alpha", 60.0, "divergence", 1.5)).orElseThrow())
                .contains("1.50, 30 times its target");
    }

    /** Without a dual critic there is neither alpha nor divergence to watch. */
    @Test
    void windWatchesItsEmbeddingsAlone() {
        assertThat(METHOD.alarms(preset(WIND, Scale.SMALL).learning()))
                .extracting(Alarm::name)
                .containsExactly("embedding");
    }

    @Test
    void oneTaskHasNoDistanceToAnother() {
        FocalConfig config = preset(WIND, Scale.SMOKE).learning();
        METHOD.requireEnough(config, List.of(50, 50), List.of(50));
        assertThatThrownBy(() -> METHOD.requireEnough(config, List.of(50), List.of(50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data of 1 training task, must be at least 2");
    }
}
