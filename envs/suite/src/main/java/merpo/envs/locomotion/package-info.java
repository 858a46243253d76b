/** Robots that run, in MuJoCo: one class each. */
package merpo.envs.locomotion;
