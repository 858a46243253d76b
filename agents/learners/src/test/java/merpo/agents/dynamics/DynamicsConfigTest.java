package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the model: what the paper says, and what is refused. */
class DynamicsConfigTest {
    /** Table 2: rate 1e-4, meta rate 5e-2, 25 steps; the text: 4 layers of 256, 5 of 7 members. */
    @Test
    void literalIsTable2() {
        assertThat(DynamicsConfig.literal())
                .isEqualTo(
                        new DynamicsConfig(
                                4, 256, 7, 5, 256, 0, 1e-3, 2000, 25, 1e-4, 5e-2, 0.01, 25, 1e-4));
    }

    @Test
    void workingDiffersInWarmStartIterationsAndAdaptation() {
        assertThat(DynamicsConfig.working())
                .isEqualTo(
                        new DynamicsConfig(
                                4, 256, 7, 5, 256, 1500, 1e-3, 10, 25, 1e-4, 5e-2, 0.01, 200,
                                1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|2|1|1|0|1|0|1|1|1|0|0|1|hiddenLayers is 0, must be at least 1",
                "1|0|2|1|1|0|1|0|1|1|1|0|0|1|width is 0, must be at least 1",
                "1|1|0|1|1|0|1|0|1|1|1|0|0|1|members is 0, must be at least 1",
                "1|1|2|0|1|0|1|0|1|1|1|0|0|1|elites is 0, must be between 1 and members",
                "1|1|2|3|1|0|1|0|1|1|1|0|0|1|elites is 3, must be between 1 and members",
                "1|1|2|1|0|0|1|0|1|1|1|0|0|1|batch is 0, must be at least 1",
                "1|1|2|1|1|-1|1|0|1|1|1|0|0|1|warmSteps is -1, must be at least 0",
                "1|1|2|1|1|0|0|0|1|1|1|0|0|1|warmRate is 0.0, must be positive",
                "1|1|2|1|1|0|1|-1|1|1|1|0|0|1|metaIterations is -1, must be at least 0",
                "1|1|2|1|1|0|1|0|0|1|1|0|0|1|innerSteps is 0, must be at least 1",
                "1|1|2|1|1|0|1|0|1|NaN|1|0|0|1|innerRate is NaN, must be positive",
                "1|1|2|1|1|0|1|0|1|1|1.5|0|0|1|metaRate is 1.5, must be in (0, 1]",
                "1|1|2|1|1|0|1|0|1|1|0|0|0|1|metaRate is 0.0, must be in (0, 1]",
                "1|1|2|1|1|0|1|0|1|1|1|-1|0|1|proximity is -1.0, must be at least 0",
                "1|1|2|1|1|0|1|0|1|1|1|0|-1|1|adaptationSteps is -1, must be at least 0",
                "1|1|2|1|1|0|1|0|1|1|1|0|0|0|adaptationRate is 0.0, must be positive"
            })
    void refusesBadValues(
            int hiddenLayers,
            int width,
            int members,
            int elites,
            int batch,
            int warmSteps,
            double warmRate,
            int metaIterations,
            int innerSteps,
            double innerRate,
            double metaRate,
            double proximity,
            int adaptationSteps,
            double adaptationRate,
            String message) {
        assertThatThrownBy(
                        () ->
                                new DynamicsConfig(
                                        hiddenLayers,
                                        width,
                                        members,
                                        elites,
                                        batch,
                                        warmSteps,
                                        warmRate,
                                        metaIterations,
                                        innerSteps,
                                        innerRate,
                                        metaRate,
                                        proximity,
                                        adaptationSteps,
                                        adaptationRate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DynamicsConfig." + message);
    }
}
