package merpo.datagen.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * One episode as it was played: the positions before each step and, where they are known, after the
 * last; the reward of each step; how it ended.
 */
public final class PlayedSteps {
    private final List<double[]> positions = new ArrayList<>(); // steps or steps + 1, [nq] each
    private final List<Double> rewards = new ArrayList<>();
    private String ending = "";

    /** One step: where it began [nq], what it gave. */
    public void step(double[] before, double reward) {
        positions.add(before);
        rewards.add(reward);
    }

    /** Where the last step led. */
    public void arrive(double[] after) {
        positions.add(after);
    }

    /** How it ended, such as "terminated"; empty where the actions ran out. */
    public void end(String how) {
        ending = how;
    }

    /** Steps that were played. */
    public int steps() {
        return rewards.size();
    }

    /** Positions that are known: one for each step and, often, one after the last. */
    public int frames() {
        return positions.size();
    }

    /** [nq], live. */
    public double[] positions(int frame) {
        return positions.get(frame);
    }

    /** Of each step. */
    public double[] rewards() {
        return rewards.stream().mapToDouble(reward -> reward).toArray();
    }

    /** How it ended; empty where the actions ran out. */
    public String ending() {
        return ending;
    }
}
