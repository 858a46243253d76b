package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.contactWrenches;

import java.util.List;
import merpo.envs.Choices;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.Notes;
import merpo.envs.ObservationTable;

/**
 * Ant as D4RL has it, which is gym's v2: run along x.
 *
 * @param choices where its switches stand
 */
public record Ant(Choices choices) implements Quadruped, OneTask {
    private static final ObservationTable OBSERVATION_111 =
            ObservationTable.of(
                    OBSERVATION.entries(),
                    contactWrenches(CONTACT_LIMIT, List.of("world")),
                    contactWrenches(CONTACT_LIMIT, BODIES));

    /** With every switch at its default. */
    public Ant() {
        this(Choices.of(CONTACT_FORCES, Bonus.SWITCH));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new Ant(other);
    }

    @Override
    public String id() {
        return "ant" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A four-legged robot runs along x (D4RL, gym v2)";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION_111;
    }

    @Override
    public List<Measure> rewardTerms() {
        return forward(Bonus.of(choices));
    }

    /** Speed along x, a bonus for being alive, less effort and contacts. */
    static List<Measure> forward(Bonus bonus) {
        return Quadruped.rewarded(
                new Measure(
                        "reward_forward",
                        "(X' - X) / 0.05 s of the torso's frame",
                        (step, task) -> Quadruped.speed(step, 0)),
                bonus);
    }

    @Override
    public Notes notes() {
        return new Notes(
                START,
                FALL,
                List.of(
                        "gym's v2 and v3 with mujoco-py since 2.0, and so D4RL: the last 84 numbers and the contact cost are 0, because nobody computes contact forces.",
                        "Gymnasium v4: 27 numbers, the contact block only where asked for. Its file's contact margins add up to 0.02 m since MuJoCo 3.5; here they are 0.01 m, as before.",
                        "Gymnasium v5: contact forces computed, charged and observed (105 numbers, without the world's), no bonus for the step of the fall."));
    }
}
