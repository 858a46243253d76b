package merpo.agents.context;

import merpo.datagen.nn.Initialization;

/** A rule for the weights before the first step. */
public enum FirstWeights {
    /** As in the code of PEARL and FOCAL: heads near zero, so that embeddings part late. */
    RLKIT,
    /** PyTorch's own: embeddings part early. */
    PYTORCH;

    /** Of policies. */
    public Initialization ofPolicies() {
        return this == PYTORCH ? Initialization.UNIFORM_FAN_IN : Initialization.RLKIT_POLICY;
    }

    /** Of encoders, critics and all others. */
    public Initialization ofOthers() {
        return this == PYTORCH ? Initialization.UNIFORM_FAN_IN : Initialization.RLKIT;
    }
}
