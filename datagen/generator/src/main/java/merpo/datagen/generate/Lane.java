package merpo.datagen.generate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulations, neighbors in the order of all, that one thread plays on its own: of whole tasks, or
 * a part of the only one.
 *
 * @param from its first simulation
 * @param to the one after its last
 * @param fromTask its first task
 * @param toTask the one after its last
 */
record Lane(int from, int to, int fromTask, int toTask) {
    /**
     * Numbers that the tensor engine's loops take at a time, at most: those behind the last whole
     * such piece go another way, with other roundings. So lanes are cut between two pieces.
     */
    private static final int PIECE = 32;

    /** Simulations. */
    int size() {
        return to - from;
    }

    /**
     * Cuts simulations into lanes of nearly the same size, such that each gets the bits that it
     * would get if one acted for all.
     *
     * @param perTask simulations of each task
     * @param width entries of an action
     * @param most lanes, at least 1; there may be fewer
     */
    static List<Lane> cut(int tasks, int perTask, int width, int most) {
        int all = tasks * perTask;
        int unit = PIECE / gcd(PIECE, width);
        if (tasks > 1) {
            unit = unit / gcd(unit, perTask) * perTask;
        }
        List<Integer> bounds = new ArrayList<>(List.of(0));
        for (int lane = 1; lane < most; lane++) {
            int bound = (int) Math.round((double) all * lane / most / unit) * unit;
            if (bound > bounds.get(bounds.size() - 1) && bound < all) {
                bounds.add(bound);
            }
        }
        bounds.add(all);
        List<Lane> lanes = new ArrayList<>();
        for (int lane = 1; lane < bounds.size(); lane++) {
            int from = bounds.get(lane - 1);
            int to = bounds.get(lane);
            lanes.add(new Lane(from, to, from / perTask, (to - 1) / perTask + 1));
        }
        return lanes;
    }

    private static int gcd(int a, int b) {
        return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue();
    }
}
