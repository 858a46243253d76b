/**
 * Trainings of behavior policies as directories: checkpoints, curves, and what a killed one goes on
 * from.
 */
package merpo.datagen.behavior;
