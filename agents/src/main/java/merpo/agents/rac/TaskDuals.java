package merpo.agents.rac;

import merpo.datagen.nn.Temperature;

/**
 * The numbers of one task that are tuned without networks. They persist with the task.
 *
 * @param lambda strength of the regularizers
 * @param beta weight of the conservative gap
 * @param temperature weight of the entropy
 * @param cloneLikelihood negative log-likelihood of the task's behavior clone, subtracted from
 *     D_beta where the rule asks for it; else 0
 */
public record TaskDuals(Lambda lambda, Beta beta, Temperature temperature, double cloneLikelihood) {

    /** At the rules' start values. */
    public static TaskDuals start(RacConfig config, int actionSize, double cloneLikelihood) {
        return new TaskDuals(
                config.penalties().lambda().start(),
                config.penalties().beta().start(),
                config.penalties().entropy().start(actionSize),
                cloneLikelihood);
    }
}
