package merpo.agents.training;

import java.util.Optional;
import merpo.agents.Evaluation;
import merpo.agents.Needs;
import merpo.agents.Preset;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.rac.RacMethod;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** The dynamics ensembles of single tasks and nothing else. */
final class OwnModels implements Trainable<OwnModels.Settings> {

    /**
     * @param ensemble of each task
     */
    record Settings(EnsembleConfig ensemble) {}

    @Override
    public String name() {
        return "ensemble";
    }

    @Override
    public String summary() {
        return "dynamics models of single tasks, for others to share";
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
                        new RacMethod().preset(environment, scale, reading).learning().ensemble()));
    }

    @Override
    public Tasks tasks() {
        return Tasks.APART;
    }

    @Override
    public Needs needs(Settings settings) {
        return new Needs(new Needs.OwnDynamics(settings.ensemble()), Optional.empty());
    }
}
