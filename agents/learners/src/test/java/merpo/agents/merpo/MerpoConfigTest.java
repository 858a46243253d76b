package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.agents.Tables;
import merpo.agents.merpo.MerpoConfig.MetaCriticStep;
import merpo.agents.merpo.MerpoConfig.TaskInit;
import merpo.agents.rac.Altered;
import merpo.agents.rac.RacConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings of MerPO are refused. */
class MerpoConfigTest {
    private static final RacConfig INNER = Tables.merpo("point-robot-wind").inner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|1|1|0|1|taskBatch is 0, must be at least 1",
                "1|0|1|1|0|1|innerSteps is 0, must be at least 1",
                "1|1|0|1|0|1|meta.policyRate is 0.0, must be positive",
                "1|1|1|0|0|1|meta.criticRate is 0.0, must be in (0, 1]",
                "1|1|1|1.5|0|1|meta.criticRate is 1.5, must be in (0, 1]",
                "1|1|1|1|-1|1|meta.leastWeight is -1.0, must be at least 0",
                "1|1|1|1|NaN|1|meta.leastWeight is NaN, must be at least 0",
                "1|1|1|1|0|0|testSteps is 0, must be at least 1"
            })
    void refusesBadValues(
            int taskBatch,
            int innerSteps,
            double metaPolicyRate,
            double metaCriticRate,
            double leastWeight,
            int testSteps,
            String message) {
        assertThatThrownBy(
                        () ->
                                new MerpoConfig(
                                        INNER,
                                        TaskInit.META,
                                        new MerpoConfig.Meta(
                                                metaPolicyRate,
                                                metaCriticRate,
                                                MetaCriticStep.ADAM,
                                                leastWeight),
                                        taskBatch,
                                        innerSteps,
                                        testSteps,
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MerpoConfig." + message);
    }

    /** Eq. (11) keeps it in [0.1, 0.5]. */
    @Test
    void refusesAnAlphaThatCouldNotMove() {
        MerpoConfig table = Tables.merpo("point-robot-wind");
        assertThatThrownBy(
                        () ->
                                new MerpoConfig(
                                        Altered.alpha(INNER, 0.7),
                                        TaskInit.META,
                                        table.meta(),
                                        8,
                                        10,
                                        100,
                                        1e-4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "MerpoConfig.inner.alpha is 0.7, must be in [0.1, 0.5] where alphaRate moves it");
    }
}
