package merpo.benchmarks.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * One episode as it was played: the positions before each step and, where they are known, after the
 * last; the reward of each step; how it ended.
 */
final class PlayedSteps {
    private final List<double[]> positions = new ArrayList<>(); // steps or steps + 1, [nq] each
    private final List<Double> rewards = new ArrayList<>();
    private String ending = "";

    /** One step: where it began [nq], what it gave. */
    void step(double[] before, double reward) {
        positions.add(before);
        rewards.add(reward);
    }

    /** Where the last step led. */
    void arrive(double[] after) {
        positions.add(after);
    }

    /** How it ended, such as "terminated"; empty where the actions ran out. */
    void end(String how) {
        ending = how;
    }

    int steps() {
        return rewards.size();
    }

    int frames() {
        return positions.size();
    }

    double[] positions(int frame) {
        return positions.get(frame);
    }

    double[] rewards() {
        return rewards.stream().mapToDouble(reward -> reward).toArray();
    }

    String ending() {
        return ending;
    }
}
