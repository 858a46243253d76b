package merpo.agents.rac;

import merpo.agents.snapshot.Snapshot;
import merpo.datagen.nn.ScalarAdam;
import merpo.datagen.nn.Temperature;

/**
 * The numbers of one task that are tuned without networks. They persist with the task.
 *
 * @param lambda strength of the regularizers
 * @param beta weight of the conservative gap
 * @param temperature weight of the entropy
 * @param alpha share of imitation
 * @param cloneLikelihood negative log-likelihood of the task's behavior clone, 0 where none is
 *     known
 */
public record TaskDuals(
        Lambda lambda, Beta beta, Temperature temperature, Alpha alpha, double cloneLikelihood) {

    /** At the rules' start values. */
    public static TaskDuals start(RacConfig config, int actionSize, double cloneLikelihood) {
        return new TaskDuals(
                config.penalties().lambda().start(),
                config.penalties().beta().start(),
                config.penalties().entropy().start(actionSize),
                new Alpha(config.alpha()),
                cloneLikelihood);
    }

    void save(Snapshot to) {
        to.put("lambda", lambda.state());
        to.put("beta", beta.state());
        to.put("alpha", new double[] {alpha.value()});
        if (temperature instanceof Temperature.Tuned tuned) {
            to.put("temperature", tuned.state().toArray());
        }
    }

    void restore(Snapshot from) {
        lambda.restore(from.doubles("lambda"));
        beta.restore(from.doubles("beta"));
        alpha.restore(from.doubles("alpha")[0]);
        if (temperature instanceof Temperature.Tuned tuned) {
            tuned.restore(ScalarAdam.State.of(from.doubles("temperature")));
        }
    }
}
