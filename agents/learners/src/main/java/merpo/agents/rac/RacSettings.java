package merpo.agents.rac;

import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.EnsembleConfig;

/**
 * What a training of RAC or of one of its corners holds.
 *
 * @param rac the learner
 * @param annealing whether the actor's rate falls to 0 until the last step, as in COMBO's code
 * @param ensemble its dynamics
 * @param imitation the behavior clones
 */
public record RacSettings(
        RacConfig rac,
        boolean annealing,
        EnsembleConfig ensemble,
        BehaviorClone.Config imitation) {}
