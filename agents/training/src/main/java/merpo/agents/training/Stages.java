package merpo.agents.training;

import merpo.agents.Needs;

/** Names of a training's stages, as {@code stages.csv} says them. */
final class Stages {
    static final String ENSEMBLE = "ensemble";
    static final String META_MODEL = "meta-model";
    static final String CLONE = "clone";
    static final String LEARN = "learn";

    private Stages() {}

    /** The stage that makes dynamics models. */
    static String ofModels(Needs.Dynamics dynamics) {
        return dynamics instanceof Needs.MetaDynamics ? META_MODEL : ENSEMBLE;
    }
}
