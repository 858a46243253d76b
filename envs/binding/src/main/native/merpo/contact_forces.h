// What MuJoCo's batch lacks: contact forces after a step, for all simulations on the batch's own threads.
#ifndef MERPO_CONTACT_FORCES_H_
#define MERPO_CONTACT_FORCES_H_

#include <mujoco/mjbatch.h>
#include <mujoco/mujoco.h>

static inline void merpo_postConstraint(const mjModel* m, mjData* d, int sim, void* arg) {
  (void)sim;
  (void)arg;
  mj_rnePostConstraint(m, d);
}

// Fills cacc, cfrc_int and cfrc_ext from the state that each simulation's last step left; return number of failed
// simulations. Needs a persistent batch.
static inline int mjb_contactForces(mjBatch* b) {
  return mjb_apply(b, 0, mjb_nsim(b), merpo_postConstraint, 0, 0);
}

#endif
