package merpo.agents.mbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import merpo.agents.Alarm;
import merpo.agents.Evaluation;
import merpo.agents.Groundwork;
import merpo.agents.Methods;
import merpo.agents.Preset;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.generative.BcqConfig;
import merpo.agents.generative.Proposal;
import merpo.agents.generative.TaskBcq;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of MBML's code, number by number, and what a scale makes of them. */
class MbmlMethodTest {
    private static final MbmlMethod METHOD = new MbmlMethod();
    private static final String WIND = "point-robot-wind";
    private static final Proposal PROPOSAL = new Proposal(10, 0.05, 0.5);

    private static Preset<MbmlConfig> preset(String environment, Scale scale) {
        return METHOD.preset(environment, scale, Reading.WORKING);
    }

    @Test
    void itIsKnownByItsName() {
        assertThat(Methods.named("mbml").orElseThrow()).isInstanceOf(MbmlMethod.class);
        assertThat(METHOD.title()).isEqualTo("MBML");
    }

    @Test
    void itStandsOnTwoStages() {
        assertThat(METHOD.groundwork(preset(WIND, Scale.SMALL).learning()))
                .extracting(Groundwork::name)
                .containsExactly("teachers", "predictors");
    }

    /** Successors are predicted where tasks differ in their dynamics. */
    @ParameterizedTest
    @CsvSource({
        "walker-2d-params,      100000, 20000, true,  0.99",
        "half-cheetah-fwd-back, 125000,  4000, false, 0.99",
        "ant-fwd-back,          125000,  4000, false, 0.99",
        "point-robot-wind,      100000, 20000, true,  0.9"
    })
    void columnsOfTheTable(
            String environment, int teachers, int predictors, boolean next, double discount) {
        Preset<MbmlConfig> preset = preset(environment, Scale.PAPER);
        assertThat(preset.steps()).isEqualTo(100_000);
        assertThat(preset.evaluation()).isEqualTo(new Evaluation(2000, 10, 100));
        List<Integer> actors = List.of(400, 300);
        List<Integer> autoencoders = List.of(750, 750);
        assertThat(preset.learning())
                .isEqualTo(
                        new MbmlConfig(
                                new MbmlConfig.TeacherStage(
                                        teachers,
                                        new TaskBcq.Config(
                                                new BcqConfig(
                                                        new BcqConfig.Networks(
                                                                actors,
                                                                actors,
                                                                autoencoders,
                                                                autoencoders,
                                                                2),
                                                        new BcqConfig.Rates(3e-4, 3e-4, 3e-4),
                                                        new BcqConfig.Bootstrap(
                                                                discount, 0.005, 1, 0.75),
                                                        PROPOSAL),
                                                100)),
                                new MbmlConfig.PredictorStage(
                                        predictors,
                                        128,
                                        3e-4,
                                        20,
                                        FirstWeights.RLKIT,
                                        new MbmlConfig.Predictor(1, 128, 0.1),
                                        next
                                                ? new MbmlConfig.Predicted(
                                                        new MbmlConfig.Predictor(6, 256, 0.2))
                                                : new MbmlConfig.Kept()),
                                new MbmlConfig.Networks(
                                        3, 200, 20, 9, 7, 8, 1024, FirstWeights.RLKIT),
                                new MbmlConfig.Rates(3e-4, 3e-4, 3e-4, 3e-4),
                                new MbmlConfig.TaskDraw(
                                        MbmlConfig.TaskDraw.ALL, 128, new ContextRows(64, true)),
                                new MbmlConfig.Triplet(1, 2),
                                0.1));
    }

    /**
     * Steps of the stages, width, Polyak's rate, thresholds, tasks of a step, weight of the prior.
     */
    @ParameterizedTest
    @CsvSource({
        "point-robot-wind,       600, 1500,  64, 0.005, 0.05, 0.02, 8, 1e-3",
        "walker-2d-params,      2500, 5000, 128, 0.02,  0.1,  0.2,  8, 1e-3",
        "half-cheetah-fwd-back, 5000, 5000, 128, 0.02,  0.1,  0,    0, 1e-2",
        "ant-fwd-back,          5000, 8000, 128, 0.02,  0.1,  0,    0, 1e-2"
    })
    void smallIsNarrowerAndShorter(
            String environment,
            int teachers,
            int steps,
            int width,
            double polyak,
            double reward,
            double next,
            int tasks,
            double klWeight) {
        Preset<MbmlConfig> small = preset(environment, Scale.SMALL);
        MbmlConfig paper = preset(environment, Scale.PAPER).learning();
        BcqConfig bcq = paper.teachers().learning().bcq();
        List<Integer> two = List.of(width, width);
        assertThat(small.steps()).isEqualTo(steps);
        assertThat(small.learning())
                .isEqualTo(
                        new MbmlConfig(
                                new MbmlConfig.TeacherStage(
                                        teachers,
                                        new TaskBcq.Config(
                                                new BcqConfig(
                                                        new BcqConfig.Networks(
                                                                two, two, two, two, 2),
                                                        new BcqConfig.Rates(1e-3, 1e-3, 1e-3),
                                                        new BcqConfig.Bootstrap(
                                                                bcq.bootstrap().discount(),
                                                                polyak,
                                                                1,
                                                                0.75),
                                                        PROPOSAL),
                                                64)),
                                new MbmlConfig.PredictorStage(
                                        500,
                                        128,
                                        1e-3,
                                        5,
                                        FirstWeights.PYTORCH,
                                        new MbmlConfig.Predictor(1, 128, reward),
                                        next > 0
                                                ? new MbmlConfig.Predicted(
                                                        new MbmlConfig.Predictor(2, width, next))
                                                : new MbmlConfig.Kept()),
                                new MbmlConfig.Networks(
                                        2, 64, 5, 2, 2, 2, width, FirstWeights.PYTORCH),
                                new MbmlConfig.Rates(1e-3, 1e-3, 1e-3, 1e-3),
                                new MbmlConfig.TaskDraw(tasks, 128, new ContextRows(64, true)),
                                paper.triplet(),
                                klWeight));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walker-2d-params", "half-cheetah-fwd-back", "ant-fwd-back", WIND})
    void everyColumnHasAPathThroughEverything(String environment) {
        Preset<MbmlConfig> smoke = preset(environment, Scale.SMOKE);
        assertThat(smoke.steps()).isEqualTo(20);
        assertThat(METHOD.groundwork(smoke.learning()))
                .extracting(Groundwork::steps)
                .containsExactly(15, 15);
    }

    @Test
    void anotherEnvironmentIsRefused() {
        assertThatThrownBy(() -> preset("hopper", Scale.SMALL))
                .hasMessageContaining("no settings of mbml for \"hopper\"")
                .hasMessageContaining("walker-2d-params");
    }

    /** As {@code --set} says it. */
    @Test
    void successorsMayStayAsTheyWere() {
        MbmlConfig wind = preset(WIND, Scale.SMALL).learning();
        MbmlConfig changed =
                ConfigYaml.override(
                        wind,
                        MbmlConfig.class,
                        "config.yaml",
                        Map.of("predictors.nextObservation", "{kind: kept}"));
        assertThat(changed.predictors().nextObservation()).isEqualTo(new MbmlConfig.Kept());
        assertThat(ConfigYaml.read("text", ConfigYaml.write(wind), MbmlConfig.class))
                .isEqualTo(wind);
    }

    @Test
    void settingsThatBreakTheirLawsAreRefused() {
        ContextRows rows = new ContextRows(8, true);
        assertThatThrownBy(() -> new MbmlConfig.TaskDraw(1, 8, rows))
                .hasMessage("batch.tasks is 1, must be at least 2, or 0 for all");
        assertThatThrownBy(() -> new MbmlConfig.Networks(1, 8, 0, 1, 1, 1, 8, FirstWeights.RLKIT))
                .hasMessage("networks.latent is 0, must be at least 1");
        assertThatThrownBy(() -> new MbmlConfig.Predictor(1, 8, 0))
                .hasMessage("predictors.largestDeviation is 0.0, must be positive");
        assertThatThrownBy(() -> new MbmlConfig.Triplet(1, Double.NaN))
                .hasMessage("triplet.margin is NaN, must be positive");
        assertThatThrownBy(() -> new MbmlConfig.Rates(1e-3, 0, 1e-3, 1e-3))
                .hasMessage("rates.critic is 0.0, must be positive");
        MbmlConfig wind = preset(WIND, Scale.SMALL).learning();
        assertThatThrownBy(
                        () ->
                                new MbmlConfig(
                                        wind.teachers(),
                                        wind.predictors(),
                                        wind.networks(),
                                        wind.rates(),
                                        new MbmlConfig.TaskDraw(2, 8, new ContextRows(8, false)),
                                        wind.triplet(),
                                        wind.klWeight()))
                .hasMessageContaining("batch.context.nextObservation is false")
                .hasMessageContaining("{kind: kept}");
    }

    private static Alarm alarm(String name) {
        List<Alarm> all = METHOD.alarms(preset(WIND, Scale.SMALL).learning());
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void relabellingThatKeepsNothingIsTold() {
        Alarm alarm = alarm("relabelling");
        assertThat(alarm.look(25, Map.of("kept", 0.01))).isEmpty();
        assertThat(alarm.look(25, Map.of("kept", 0.0)).orElseThrow())
                .contains("no row of another task is kept at step 25")
                .contains("predictors.reward.largestDeviation")
                .contains("predictors.nextObservation.by.largestDeviation");
    }

    @Test
    void aPosteriorThatCollapsesIsTold() {
        Alarm alarm = alarm("posterior");
        assertThat(alarm.look(100, Map.of("kl", 0.01, "q_loss", 0.03))).isEmpty();
        assertThat(alarm.look(400, Map.of("kl", 1.6, "q_loss", 0.03))).isEmpty();
        assertThat(alarm.look(400, Map.of("kl", 0.01, "q_loss", 0.03)).orElseThrow())
                .contains("0.010 nats from its prior after 400 steps", "0.030 now", "klWeight");
    }

    /** Two, the margin, is what tasks give that are not told apart. */
    @Test
    void aTripletLossAtItsMarginIsTold() {
        Alarm alarm = alarm("triplet");
        assertThat(alarm.look(100, Map.of("triplet_loss", 2.0, "kept", 0.5))).isEmpty();
        assertThat(alarm.look(400, Map.of("triplet_loss", 1.0, "kept", 0.5))).isEmpty();
        assertThat(alarm.look(400, Map.of("triplet_loss", 1.99, "kept", 0.5)).orElseThrow())
                .contains("the triplet loss is 1.99 after 400 steps", "the margin, 2.00", "0.50");
    }

    /** Without it there is nothing to watch. */
    @Test
    void aTripletOfNoWeightRaisesNoAlarm() {
        MbmlConfig wind = preset(WIND, Scale.SMALL).learning();
        MbmlConfig without =
                ConfigYaml.override(
                        wind, MbmlConfig.class, "config.yaml", Map.of("triplet.weight", "0"));
        assertThat(METHOD.alarms(without))
                .extracting(Alarm::name)
                .containsExactly("relabelling", "posterior");
    }
}
