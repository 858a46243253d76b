package merpo.envs;

/** Actions of a whole batch: checked, then clipped to [-1, 1]. */
final class Actions {
    private final String environment;
    private final int width;
    private final double[] clipped; // [n * act]

    Actions(EnvironmentDefinition definition, int size) {
        environment = definition.id();
        width = definition.actionSize();
        clipped = new double[size * width];
    }

    /** Takes the actions of a step, [n * act], into {@link #clipped}. */
    void take(double[] actions) {
        if (actions.length != clipped.length) {
            throw new IllegalArgumentException(
                    "%d numbers given to %s as actions, expected %d: %d simulations with %d each"
                            .formatted(
                                    actions.length,
                                    environment,
                                    clipped.length,
                                    clipped.length / width,
                                    width));
        }
        for (int k = 0; k < actions.length; k++) {
            if (!Double.isFinite(actions[k])) {
                throw new IllegalArgumentException(
                        "Action %d of simulation %d of %s is %s, must be finite; mend the policy that made it"
                                .formatted(k % width, k / width, environment, actions[k]));
            }
        }
        for (int k = 0; k < actions.length; k++) {
            clipped[k] = Math.max(-1, Math.min(1, actions[k]));
        }
    }

    /** [n * act] the last step's actions, clipped; rewritten by the next step. */
    double[] clipped() {
        return clipped;
    }
}
