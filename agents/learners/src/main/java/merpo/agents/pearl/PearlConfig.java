package merpo.agents.pearl;

import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.settings.Setting;

/**
 * PEARL's settings, as in the table of its code.
 *
 * @param networks their sizes
 * @param rates of Adam
 * @param batch what a step draws
 * @param bootstrap of the critics
 * @param klWeight of the distance of the posteriors to the prior, summed over entries and tasks
 * @param regularizer what holds the policy near the data, nothing in PEARL
 */
public record PearlConfig(
        Networks networks,
        Rates rates,
        MetaBatch batch,
        Bootstrap bootstrap,
        double klWeight,
        Regularizer.Simple regularizer) {
    private static final SquashedGaussian.Bounds BOUNDS = new SquashedGaussian.Bounds(-20, 2);
    private static final double ENTROPY_WEIGHT = 1; // rewards are scaled instead

    public PearlConfig {
        Setting.require("klWeight", klWeight, klWeight >= 0, "at least 0");
    }

    /** Its policy, critics and value; the bounds of the policy's deviation are PEARL's own. */
    SoftActorCritic.Settings actorCritic() {
        return new SoftActorCritic.Settings(
                networks, BOUNDS, rates, bootstrap, ENTROPY_WEIGHT, regularizer);
    }
}
