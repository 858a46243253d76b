package merpo.agents.rac;

import merpo.datagen.nn.ScalarAdam;
import merpo.datagen.nn.Temperature;
import merpo.datagen.snapshot.Snapshot;

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
        to.put("temperature", state(temperature));
    }

    void restore(Snapshot from) {
        lambda.restore(from.doubles("lambda", lambda.state().length));
        beta.restore(from.doubles("beta", beta.state().length));
        alpha.restore(from.doubles("alpha", 1)[0]);
        double[] saved = from.doubles("temperature", state(temperature).length);
        if (temperature instanceof Temperature.Tuned tuned) {
            tuned.restore(ScalarAdam.State.of(saved));
        }
    }

    private static double[] state(Temperature temperature) {
        return temperature instanceof Temperature.Tuned tuned
                ? tuned.state().toArray()
                : new double[0];
    }
}
