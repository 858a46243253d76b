package merpo.agents;

/**
 * What a training starts from.
 *
 * @param steps on the learner's clock; 0 where nothing but dynamics models is trained
 */
public record Preset<C extends Record>(int steps, Evaluation evaluation, C learning) {}
