/**
 * RAC, COMBO-3 and COMBO as one family: a conservative critic in the learned model, and an actor
 * held near the data and near the meta-policy (MerPO sections 3 and 4, Algorithm 1).
 */
package merpo.agents.rac;
