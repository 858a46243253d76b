// What MuJoCo's batch lacks: contact forces after a step, for all simulations on the batch's own threads.
#ifndef MERPO_CONTACT_FORCES_H_
#define MERPO_CONTACT_FORCES_H_

#include <string.h>

#include <mujoco/mjbatch.h>
#include <mujoco/mujoco.h>

static inline void merpo_contactForces(const mjModel* m, mjData* d, int sim, void* wrenches) {
  size_t count = 6 * (size_t)m->nbody;
  mj_rnePostConstraint(m, d);
  memcpy((mjtNum*)wrenches + sim * count, d->cfrc_ext, count * sizeof(mjtNum));
}

// Writes the external wrench on each body (nsim x nbody x 6) that follows from the state which each simulation's last
// step left; return number of failed simulations. Needs a persistent batch. (An mjb_output of cfrc_ext would be one
// step old: outputs are copied before the function runs.)
static inline int mjb_contactForces(mjBatch* b, mjtNum* wrenches) {
  return mjb_apply(b, 0, mjb_nsim(b), merpo_contactForces, wrenches, 0);
}

#endif
