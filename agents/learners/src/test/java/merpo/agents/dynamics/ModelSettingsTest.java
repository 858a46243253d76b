package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings of dynamics models are refused. */
class ModelSettingsTest {
    private static final EnsembleSizes SIZES = new EnsembleSizes(1, 1, 2, 1, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|2|1|1|hiddenLayers is 0, must be at least 1",
                "1|0|2|1|1|width is 0, must be at least 1",
                "1|1|0|1|1|members is 0, must be at least 1",
                "1|1|2|0|1|elites is 0, must be between 1 and members",
                "1|1|2|3|1|elites is 3, must be between 1 and members",
                "1|1|2|1|0|batch is 0, must be at least 1"
            })
    void sizes(int hiddenLayers, int width, int members, int elites, int batch, String message) {
        assertThatThrownBy(() -> new EnsembleSizes(hiddenLayers, width, members, elites, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EnsembleSizes." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0|1|1|learningRate is 0.0, must be in (0, 1]",
                "NaN|0|1|1|learningRate is NaN, must be in (0, 1]",
                "1|1|1|1|improvement is 1.0, must be in [0, 1)",
                "1|-1|1|1|improvement is -1.0, must be in [0, 1)",
                "1|0|0|1|patience is 0, must be at least 1",
                "1|0|1|0|maxSteps is 0, must be at least 1"
            })
    void anEnsemble(
            double learningRate, double improvement, int patience, int maxSteps, String message) {
        assertThatThrownBy(
                        () ->
                                new EnsembleConfig(
                                        SIZES, learningRate, improvement, patience, maxSteps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EnsembleConfig." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|1|warm.steps is -1, must be at least 0",
                "0|0|warm.rate is 0.0, must be positive"
            })
    void theWarmStart(int steps, double rate, String message) {
        assertThatThrownBy(() -> new DynamicsConfig.Warm(steps, rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DynamicsConfig." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|1|1|1|0|meta.iterations is -1, must be at least 0",
                "0|0|1|1|0|meta.innerSteps is 0, must be at least 1",
                "0|1|NaN|1|0|meta.innerRate is NaN, must be positive",
                "0|1|1|1.5|0|meta.rate is 1.5, must be in (0, 1]",
                "0|1|1|0|0|meta.rate is 0.0, must be in (0, 1]",
                "0|1|1|1|-1|meta.proximity is -1.0, must be at least 0"
            })
    void equationThree(
            int iterations,
            int innerSteps,
            double innerRate,
            double rate,
            double proximity,
            String message) {
        assertThatThrownBy(
                        () ->
                                new DynamicsConfig.Meta(
                                        iterations, innerSteps, innerRate, rate, proximity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DynamicsConfig." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|1|adaptation.steps is -1, must be at least 0",
                "0|0|adaptation.rate is 0.0, must be positive"
            })
    void equationFour(int steps, double rate, String message) {
        assertThatThrownBy(() -> new DynamicsConfig.Adaptation(steps, rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DynamicsConfig." + message);
    }
}
