package merpo.agents.cbcq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import merpo.agents.Alarm;
import merpo.agents.Evaluation;
import merpo.agents.Methods;
import merpo.agents.Preset;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.generative.BcqConfig;
import merpo.agents.generative.Proposal;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of the authors' code, and what a scale makes of them. */
class CbcqMethodTest {
    private static final CbcqMethod METHOD = new CbcqMethod();
    private static final String WIND = "point-robot-wind";

    private static Preset<CbcqConfig> preset(String environment, Scale scale) {
        return METHOD.preset(environment, scale, Reading.WORKING);
    }

    private static List<Integer> layers(int count, int width) {
        return Collections.nCopies(count, width);
    }

    @Test
    void itIsKnownByItsName() {
        assertThat(Methods.named("cbcq").orElseThrow()).isInstanceOf(CbcqMethod.class);
        assertThat(METHOD.title()).isEqualTo("Contextual BCQ");
    }

    /** 8, 9, 7 and 7 layers of 1024; an encoder of 3 x 200; 1000 epochs of 100 steps. */
    @ParameterizedTest
    @CsvSource({
        "walker-2d-params, 0.99",
        "half-cheetah-fwd-back, 0.99",
        "ant-fwd-back, 0.99",
        "point-robot-wind, 0.9"
    })
    void theNumbersOfTheCode(String environment, double discount) {
        Preset<CbcqConfig> preset = preset(environment, Scale.PAPER);
        assertThat(preset.steps()).isEqualTo(100_000);
        assertThat(preset.evaluation()).isEqualTo(new Evaluation(1000, 10, 100));
        assertThat(preset.learning())
                .isEqualTo(
                        new CbcqConfig(
                                new BcqConfig(
                                        new BcqConfig.Networks(
                                                layers(8, 1024),
                                                layers(9, 1024),
                                                layers(7, 1024),
                                                layers(7, 1024),
                                                2),
                                        new BcqConfig.Rates(3e-4, 3e-4, 3e-4),
                                        new BcqConfig.Bootstrap(discount, 0.005, 1, 0.75),
                                        new Proposal(10, 0.05, 0.5)),
                                new CbcqConfig.Encoder(3, 200, 20, FirstWeights.RLKIT, 3e-4),
                                new CbcqConfig.TaskRows(0, 128, new ContextRows(128, true))));
    }

    @ParameterizedTest
    @CsvSource({
        "point-robot-wind,      2000, 64,  0.9,  0.005, 1, 8",
        "walker-2d-params,      5000, 128, 0.99, 0.02,  5, 8",
        "half-cheetah-fwd-back, 5000, 128, 0.99, 0.02,  5, 0",
        "ant-fwd-back,          5000, 128, 0.99, 0.02,  5, 0"
    })
    void small(
            String environment,
            int steps,
            int width,
            double discount,
            double polyak,
            double rewardScale,
            int tasks) {
        Preset<CbcqConfig> preset = preset(environment, Scale.SMALL);
        List<Integer> two = layers(2, width);
        assertThat(preset.steps()).isEqualTo(steps);
        assertThat(preset.learning())
                .isEqualTo(
                        new CbcqConfig(
                                new BcqConfig(
                                        new BcqConfig.Networks(two, two, two, two, 2),
                                        new BcqConfig.Rates(1e-3, 1e-3, 1e-3),
                                        new BcqConfig.Bootstrap(
                                                discount, polyak, rewardScale, 0.75),
                                        new Proposal(10, 0.05, 0.5)),
                                new CbcqConfig.Encoder(2, 64, 5, FirstWeights.PYTORCH, 1e-3),
                                new CbcqConfig.TaskRows(tasks, 128, new ContextRows(64, true))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walker-2d-params", "half-cheetah-fwd-back", "ant-fwd-back", WIND})
    void everyColumnHasAPathThroughEverything(String environment) {
        assertThat(preset(environment, Scale.SMOKE).steps()).isEqualTo(20);
    }

    @Test
    void anotherEnvironmentIsRefused() {
        assertThatThrownBy(() -> preset("hopper", Scale.SMALL))
                .hasMessageContaining("no settings of cbcq for \"hopper\"")
                .hasMessageContaining("walker-2d-params");
    }

    /** As {@code --set} says it. */
    @Test
    void hiddenLayersAreReplacedAsAList() {
        CbcqConfig wind = preset(WIND, Scale.SMALL).learning();
        CbcqConfig changed =
                ConfigYaml.override(
                        wind,
                        CbcqConfig.class,
                        "config.yaml",
                        Map.of("bcq.networks.critic", "[256, 256, 256]"));
        assertThat(changed.bcq().networks().critic()).isEqualTo(layers(3, 256));
        assertThat(ConfigYaml.read("text", ConfigYaml.write(changed), CbcqConfig.class))
                .isEqualTo(changed);
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        assertThatThrownBy(() -> new CbcqConfig.Encoder(1, 8, 0, FirstWeights.RLKIT, 1e-3))
                .hasMessage(
                        "encoder.latent is 0, must be at least 1: without z tasks cannot be told apart");
        assertThatThrownBy(() -> new CbcqConfig.TaskRows(-1, 8, new ContextRows(8, true)))
                .hasMessage("batch.tasks is -1, must be at least 0, which stands for all");
    }

    private static Alarm alarm(String name) {
        List<Alarm> all = METHOD.alarms(preset(WIND, Scale.SMALL).learning());
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** Actions lie within 1: who always says 0 has a mean square of at most 1. */
    @Test
    void anAutoencoderThatLearnsNothingIsTold() {
        Alarm alarm = alarm("imitation");
        assertThat(alarm.look(499, Map.of("vae_loss", 3.0))).isEmpty(); // they begin so
        assertThat(alarm.look(500, Map.of("vae_loss", 0.9))).isEmpty();
        assertThat(alarm.look(500, Map.of("vae_loss", 1.5)).orElseThrow())
                .contains("the autoencoder's loss is 1.50 after 500 steps");
    }

    /** From an error of 0.1 at a target of 2 to one of 20 at one of 21. */
    @Test
    void criticsThatRunAwayAreTold() {
        Alarm alarm = alarm("divergence");
        assertThat(alarm.look(1, Map.of("q_loss", 1.0, "target", 1.0))).isEmpty();
        assertThat(alarm.look(2, Map.of("q_loss", 0.1, "target", -2.0))).isEmpty();
        assertThat(alarm.look(3, Map.of("q_loss", 20.0, "target", 19.0))).isEmpty();
        assertThat(alarm.look(4, Map.of("q_loss", 9.0, "target", 40.0))).isEmpty();
        assertThat(alarm.look(5, Map.of("q_loss", 20.0, "target", 21.0)).orElseThrow())
                .contains("20.0, 200 times its least", "21.0 instead of 2.00");
    }
}
