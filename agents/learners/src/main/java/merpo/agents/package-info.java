/** What every learner is: steps on fixed data, policies that act, a state that can be kept. */
package merpo.agents;
