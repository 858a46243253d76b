package merpo.agents.merpo;

import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;

/**
 * What a training of MerPO or of a relative holds.
 *
 * @param merpo the meta-learner
 * @param dynamics the meta-model
 * @param imitation the behavior clones
 */
public record MerpoSettings(
        MerpoConfig merpo, DynamicsConfig dynamics, BehaviorClone.Config imitation) {}
