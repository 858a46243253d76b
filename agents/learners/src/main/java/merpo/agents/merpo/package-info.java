/**
 * MerPO: offline meta-RL with the regularized learner RAC inside (MerPO section 4, Algorithm 2).
 */
package merpo.agents.merpo;
