package merpo.agents.focal;

import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.settings.Setting;

/**
 * FOCAL's settings, as in the table of its code.
 *
 * @param networks their sizes
 * @param rates of Adam
 * @param batch what a step draws: pairs of one task occur as tasks are drawn with replacement
 * @param bootstrap of the critics
 * @param metricWeight of the distance loss
 * @param entropyWeight of {@code -log pi} in V and in the policy's loss; FOCAL has 1
 * @param regularizer what holds the policy near the data
 */
public record FocalConfig(
        Networks networks,
        Rates rates,
        MetaBatch batch,
        Bootstrap bootstrap,
        double metricWeight,
        double entropyWeight,
        Regularizer regularizer) {
    private static final SquashedGaussian.Bounds BOUNDS = new SquashedGaussian.Bounds(-20, 0);

    public FocalConfig {
        int tasks = batch.tasks();
        Setting.require("batch.tasks", tasks, tasks >= 2, "at least 2, or there are no pairs");
        Setting.require("metricWeight", metricWeight, metricWeight > 0, "positive");
        Setting.require("entropyWeight", entropyWeight, entropyWeight >= 0, "at least 0");
    }

    /** Its policy, critics and value; the bounds of the policy's deviation are FOCAL's own. */
    SoftActorCritic.Settings actorCritic() {
        return new SoftActorCritic.Settings(
                networks, BOUNDS, rates, bootstrap, entropyWeight, regularizer);
    }
}
