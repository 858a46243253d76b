package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.agents.merpo.MerpoConfig.MetaCriticStep;
import merpo.agents.merpo.MerpoConfig.TaskInit;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.agents.rac.RacPresets;
import merpo.agents.rac.RolloutSchedule;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of MerPO: Table 2, both readings, and what is refused. */
class MerpoConfigTest {
    /** Tasks per batch 8, inner steps 10, both outer rates 1e-3, 100 steps at test. */
    @Test
    void pointRobotWindIsItsColumnOfTable2() {
        assertThat(MerpoConfig.pointRobotWind())
                .isEqualTo(
                        new MerpoConfig(
                                RacPresets.pointRobotWind(),
                                TaskInit.META,
                                new MerpoConfig.Meta(1e-3, 1e-3, MetaCriticStep.LITERAL, 1e-3),
                                8,
                                10,
                                2000,
                                100,
                                0));
    }

    /** The same but for two tasks per batch and its within-task learner. */
    @Test
    void halfCheetahFwdBackIsItsColumnOfTable2() {
        assertThat(MerpoConfig.halfCheetahFwdBack())
                .isEqualTo(
                        new MerpoConfig(
                                RacPresets.halfCheetahFwdBack(),
                                TaskInit.META,
                                new MerpoConfig.Meta(1e-3, 1e-3, MetaCriticStep.LITERAL, 1e-3),
                                2,
                                10,
                                2000,
                                100,
                                0));
    }

    /** Table 2's lambda 5, beta 1 and entropy 1, held fixed at a twentieth. */
    @Test
    void workingReadingPersistsUsesAdamAndFixesThePenalties() {
        MerpoConfig working = MerpoConfig.pointRobotWind().working(1.0 / 20, 0.05);
        assertThat(working.taskInit()).isEqualTo(TaskInit.PERSIST);
        assertThat(working.meta().criticStep()).isEqualTo(MetaCriticStep.ADAM);
        Penalties penalties = working.inner().penalties();
        assertThat(penalties)
                .isEqualTo(
                        new Penalties(
                                new Multiplier.Fixed(0.25),
                                new Multiplier.Fixed(0.05),
                                new Multiplier.Fixed(0.05)));
        MerpoConfig cheetah = MerpoConfig.halfCheetahFwdBack().working(0.01, 0.01);
        assertThat(cheetah.inner().penalties().lambda())
                .isEqualTo(new Multiplier.Fixed(1)); // 100 / 100
    }

    @Test
    void sharedCriticsAreTheirMean() {
        MerpoConfig shared = MerpoConfig.walker2dParams().working(1, 0.05).sharingCritics();
        assertThat(shared.taskInit()).isEqualTo(TaskInit.PERSIST_POLICIES);
        assertThat(shared.meta().criticStep()).isEqualTo(MetaCriticStep.LITERAL);
        assertThat(shared.meta().criticRate()).isEqualTo(1);
    }

    @Test
    void theWeightOfTheRegularizersIsReplacedAlone() {
        MerpoConfig working = MerpoConfig.walker2dParams().working(1, 0.05);
        assertThat(working.withLambda(1.5).inner().penalties())
                .isEqualTo(
                        new Penalties(
                                new Multiplier.Fixed(1.5),
                                new Multiplier.Fixed(1),
                                new Multiplier.Fixed(0.05)));
        assertThat(working.withLambda(1.5).withLambda(5)).isEqualTo(working);
    }

    @Test
    void theShareOfRealRowsIsReplacedAlone() {
        MerpoConfig table = MerpoConfig.walker2dParams();
        MerpoConfig real = table.withRealRatio(0.8);
        assertThat(real.inner().realRatio()).isEqualTo(0.8);
        assertThat(real.withRealRatio(0.5)).isEqualTo(table);
    }

    @Test
    void scaleChangesSizesAndBudgetsOnly() {
        Sizes sizes = new Sizes(2, 64, 128);
        RolloutSchedule rollouts = new RolloutSchedule(1, 1, 64, 20_000);
        MerpoConfig table = MerpoConfig.pointRobotWind();
        assertThat(table.withScale(sizes, rollouts, 4, 600, 50))
                .isEqualTo(
                        new MerpoConfig(
                                table.inner().withSizes(sizes).withRollouts(rollouts),
                                TaskInit.META,
                                new MerpoConfig.Meta(1e-3, 1e-3, MetaCriticStep.LITERAL, 1e-3),
                                4,
                                10,
                                600,
                                50,
                                0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|1|1|1|0|1|taskBatch is 0, must be at least 1",
                "1|0|1|1|1|0|1|innerSteps is 0, must be at least 1",
                "1|1|0|1|1|0|1|iterations is 0, must be at least 1",
                "1|1|1|0|1|0|1|meta.policyRate is 0.0, must be positive",
                "1|1|1|1|0|0|1|meta.criticRate is 0.0, must be in (0, 1]",
                "1|1|1|1|1.5|0|1|meta.criticRate is 1.5, must be in (0, 1]",
                "1|1|1|1|1|-1|1|meta.leastWeight is -1.0, must be at least 0",
                "1|1|1|1|1|NaN|1|meta.leastWeight is NaN, must be at least 0",
                "1|1|1|1|1|0|0|testSteps is 0, must be at least 1"
            })
    void refusesBadValues(
            int taskBatch,
            int innerSteps,
            int iterations,
            double metaPolicyRate,
            double metaCriticRate,
            double leastWeight,
            int testSteps,
            String message) {
        assertThatThrownBy(
                        () ->
                                new MerpoConfig(
                                        RacPresets.pointRobotWind(),
                                        TaskInit.META,
                                        new MerpoConfig.Meta(
                                                metaPolicyRate,
                                                metaCriticRate,
                                                MetaCriticStep.ADAM,
                                                leastWeight),
                                        taskBatch,
                                        innerSteps,
                                        iterations,
                                        testSteps,
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MerpoConfig." + message);
    }

    /** Eq. (11) keeps it in [0.1, 0.5]. */
    @Test
    void refusesAnAlphaThatCouldNotMove() {
        MerpoConfig outside =
                MerpoConfig.pointRobotWind().withInner(RacPresets.pointRobotWind().withAlpha(0.7));
        assertThatThrownBy(outside::adaptive)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "MerpoConfig.inner.alpha is 0.7, must be in [0.1, 0.5] where alphaRate moves it");
    }
}
