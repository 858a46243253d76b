/** Trainings on datasets that are already there: one learner, one run directory, resumable. */
package merpo.agents.training;
