package merpo.agents.training;

import java.util.Optional;
import merpo.agents.Evaluation;
import merpo.agents.Needs;
import merpo.agents.Preset;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.merpo.MerpoMethod;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** The meta-model, the models adapted from it and nothing else. */
final class MetaModels implements Trainable<MetaModels.Settings> {

    /**
     * @param dynamics the meta-model
     */
    record Settings(DynamicsConfig dynamics) {}

    @Override
    public String name() {
        return "meta-model";
    }

    @Override
    public String summary() {
        return "the meta-model and each task's models, for meta-learners to share";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Preset<Settings> preset(String environment, Scale scale, Reading reading) {
        return new Preset<>(
                0,
                new Evaluation(1, 1, 1),
                new Settings(
                        new MerpoMethod()
                                .preset(environment, scale, reading)
                                .learning()
                                .dynamics()));
    }

    @Override
    public Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public Needs needs(Settings settings) {
        return new Needs(new Needs.MetaDynamics(settings.dynamics()), Optional.empty());
    }
}
