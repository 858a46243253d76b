package merpo.envs.locomotion;

import merpo.envs.Choices;
import merpo.envs.Measure;
import merpo.envs.Step;
import merpo.envs.Switch;

/** The reward for being alive, 1 per step: also paid for the step of the fall, or not. */
enum Bonus {
    /** As in Gymnasium's v2 to v4, D4RL and FOCAL. */
    ALWAYS("always", "1"),
    /** As in Gymnasium's v5. */
    HEALTHY("healthy", "1 where healthy after the step, else 0");

    static final Switch SWITCH =
            Switch.of(
                    "healthy-bonus",
                    "whether the bonus is also paid for the step of the fall (v4), or not (v5)",
                    "always",
                    "healthy");

    private final String value;
    private final String formula;

    Bonus(String value, String formula) {
        this.value = value;
        this.formula = formula;
    }

    static Bonus of(Choices choices) {
        return choices.value(SWITCH).equals(HEALTHY.value) ? HEALTHY : ALWAYS;
    }

    /** The term of the reward. */
    Measure term(Fall fall) {
        return new Measure("reward_survive", formula, (step, task) -> paid(fall, step));
    }

    private double paid(Fall fall, Step step) {
        return this == ALWAYS || !fall.fallen(step) ? 1 : 0;
    }

    /** Whether the robot has fallen after a step. */
    @FunctionalInterface
    interface Fall {
        boolean fallen(Step step);
    }
}
