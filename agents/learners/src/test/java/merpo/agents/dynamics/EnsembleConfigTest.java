package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of training from scratch: what the papers say, and what is refused. */
class EnsembleConfigTest {
    @Test
    void comboIsFourLayersOfTwoHundredAndThePaperOfTwoHundredAndFiftySix() {
        EnsembleConfig combo =
                new EnsembleConfig(4, 200, 7, 5, 256, 1e-3, 0.01, 5, EnsembleConfig.UNLIMITED);
        assertThat(EnsembleConfig.combo()).isEqualTo(combo);
        assertThat(EnsembleConfig.paper())
                .isEqualTo(combo.withScale(256, 5, EnsembleConfig.UNLIMITED));
    }

    @Test
    void aScaleChangesWidthPatienceAndSteps() {
        assertThat(EnsembleConfig.combo().withScale(64, 2, 3000))
                .isEqualTo(new EnsembleConfig(4, 64, 7, 5, 256, 1e-3, 0.01, 2, 3000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|2|1|1|1|0|1|1|hiddenLayers is 0, must be at least 1",
                "1|0|2|1|1|1|0|1|1|width is 0, must be at least 1",
                "1|1|0|1|1|1|0|1|1|members is 0, must be at least 1",
                "1|1|2|0|1|1|0|1|1|elites is 0, must be between 1 and members",
                "1|1|2|3|1|1|0|1|1|elites is 3, must be between 1 and members",
                "1|1|2|1|0|1|0|1|1|batch is 0, must be at least 1",
                "1|1|2|1|1|0|0|1|1|learningRate is 0.0, must be in (0, 1]",
                "1|1|2|1|1|NaN|0|1|1|learningRate is NaN, must be in (0, 1]",
                "1|1|2|1|1|1|1|1|1|improvement is 1.0, must be in [0, 1)",
                "1|1|2|1|1|1|-1|1|1|improvement is -1.0, must be in [0, 1)",
                "1|1|2|1|1|1|0|0|1|patience is 0, must be at least 1",
                "1|1|2|1|1|1|0|1|0|maxSteps is 0, must be at least 1"
            })
    void refusesBadValues(
            int hiddenLayers,
            int width,
            int members,
            int elites,
            int batch,
            double learningRate,
            double improvement,
            int patience,
            int maxSteps,
            String message) {
        assertThatThrownBy(
                        () ->
                                new EnsembleConfig(
                                        hiddenLayers,
                                        width,
                                        members,
                                        elites,
                                        batch,
                                        learningRate,
                                        improvement,
                                        patience,
                                        maxSteps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EnsembleConfig." + message);
    }
}
