/**
 * A run is a directory: its configuration, its provenance, its metrics as CSV, its checkpoints.
 * This package holds that directory, the stages that fill it, the pipeline that runs them in order
 * and skips what is finished, and the progress a person sees meanwhile. What a stage computes is
 * not known here.
 */
package merpo.datagen.run;
