package merpo.agents.dynamics;

import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** Sizes and budgets of dynamics models. */
public final class DynamicsPresets {
    private DynamicsPresets() {}

    /** Ensembles of single tasks. */
    public static EnsembleConfig ensemble(Scale scale) {
        return switch (scale) {
            case SMOKE -> EnsembleConfig.combo().withScale(16, 1, 60);
            case SMALL -> EnsembleConfig.combo().withScale(128, 5, 6000);
            case PAPER -> EnsembleConfig.paper();
        };
    }

    /** The meta-model of a family of tasks. */
    public static DynamicsConfig meta(String environment, Scale scale, Reading reading) {
        DynamicsConfig base =
                reading == Reading.LITERAL ? DynamicsConfig.literal() : DynamicsConfig.working();
        int warm = base.warmSteps();
        return switch (scale) {
            case SMOKE -> base.withScale(16, Math.min(warm, 40), 2, 5);
            case SMALL ->
                    base.withScale(
                            environment.equals("point-robot-wind") ? 64 : 128,
                            reading == Reading.LITERAL ? 0 : 4000,
                            reading == Reading.LITERAL ? 300 : base.metaIterations(),
                            base.adaptationSteps());
            case PAPER -> base;
        };
    }
}
