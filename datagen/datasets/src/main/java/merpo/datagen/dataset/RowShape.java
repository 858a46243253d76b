package merpo.datagen.dataset;

import merpo.envs.EnvironmentDefinition;

/**
 * Widths of one row of a dataset.
 *
 * @param observation numbers in an observation, at least 1
 * @param action numbers in an action, at least 1
 * @param positions generalized positions (nq); 0 where an environment keeps none
 * @param velocities generalized velocities (nv); 0 where an environment keeps none
 */
public record RowShape(int observation, int action, int positions, int velocities) {
    public RowShape {
        require("observation", observation, 1);
        require("action", action, 1);
        require("positions", positions, 0);
        require("velocities", velocities, 0);
    }

    /** Whether rows of these widths can come from an environment: its observations and actions. */
    public boolean fits(EnvironmentDefinition definition) {
        return observation == definition.observationSize() && action == definition.actionSize();
    }

    private static void require(String name, int width, int least) {
        if (width < least) {
            throw new IllegalArgumentException(
                    "RowShape." + name + " is " + width + ", must be at least " + least);
        }
    }
}
