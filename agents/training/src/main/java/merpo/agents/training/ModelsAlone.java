package merpo.agents.training;

import java.util.Optional;
import java.util.function.Function;
import merpo.agents.Evaluation;
import merpo.agents.Needs;
import merpo.agents.Preset;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.merpo.MerpoMethod;
import merpo.agents.rac.RacMethod;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * Dynamics models and nothing else, for others to share.
 *
 * @param presets those of the learner that stands on such models
 * @param needed the models themselves
 */
record ModelsAlone<S extends Record>(
        String name,
        String summary,
        Tasks tasks,
        Class<S> settings,
        Presets<S> presets,
        Function<S, Needs.Dynamics> needed)
        implements Trainable<S> {

    /**
     * @param ensemble of each task
     */
    record Own(EnsembleConfig ensemble) {}

    /**
     * @param dynamics the meta-model
     */
    record Meta(DynamicsConfig dynamics) {}

    @FunctionalInterface
    interface Presets<S> {
        S of(String environment, Scale scale, Reading reading);
    }

    /** The dynamics ensembles of single tasks. */
    static ModelsAlone<Own> own() {
        return new ModelsAlone<>(
                "ensemble",
                "dynamics models of single tasks, for others to share",
                Tasks.APART,
                Own.class,
                (environment, scale, reading) ->
                        new Own(
                                new RacMethod()
                                        .preset(environment, scale, reading)
                                        .learning()
                                        .ensemble()),
                own -> new Needs.OwnDynamics(own.ensemble()));
    }

    /** The meta-model, and the models adapted from it. */
    static ModelsAlone<Meta> meta() {
        return new ModelsAlone<>(
                "meta-model",
                "the meta-model and each task's models, for meta-learners to share",
                Tasks.TOGETHER,
                Meta.class,
                (environment, scale, reading) ->
                        new Meta(
                                new MerpoMethod()
                                        .preset(environment, scale, reading)
                                        .learning()
                                        .dynamics()),
                meta -> new Needs.MetaDynamics(meta.dynamics()));
    }

    @Override
    public Preset<S> preset(String environment, Scale scale, Reading reading) {
        return new Preset<>(0, new Evaluation(1, 1, 1), presets.of(environment, scale, reading));
    }

    @Override
    public Needs needs(S settings) {
        return new Needs(needed.apply(settings), Optional.empty());
    }
}
