package merpo.envs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one list of the numbers that an agent sees: read from here, printed from here, tested against
 * the model.
 *
 * @param entries one per number, in order
 */
public record ObservationTable(List<Entry> entries) {
    /** Where a number comes from. */
    public enum Quantity {
        /** A generalized position of a joint. */
        POSITION,
        /** A generalized velocity of a joint. */
        VELOCITY,
        /**
         * World position of a body's frame; after a step it may lag by one substep, as upstream.
         */
        BODY_POSITION
    }

    /**
     * One number.
     *
     * @param name what to call it, such as {@code rootz}
     * @param unit such as {@code m} or {@code rad/s}
     * @param quantity what is read
     * @param element joint or body
     * @param component of the joint or body, from 0
     * @param limit clipped to [-limit, limit]; positive infinity where it is not
     */
    public record Entry(
            String name,
            String unit,
            Quantity quantity,
            String element,
            int component,
            double limit) {
        public Entry {
            if (!(limit > 0)) {
                throw new IllegalArgumentException(
                        "Observation \"" + name + "\" is limited to " + limit + ", must be > 0");
            }
        }
    }

    public ObservationTable {
        entries = List.copyOf(entries);
    }

    /** Joins groups of entries in order. */
    @SafeVarargs
    public static ObservationTable of(List<Entry>... groups) {
        List<Entry> joined = new ArrayList<>();
        for (List<Entry> group : groups) {
            joined.addAll(group);
        }
        return new ObservationTable(joined);
    }

    /** Positions of joints with one degree of freedom. */
    public static List<Entry> positions(String unit, String... joints) {
        return entries("", unit, Quantity.POSITION, Double.POSITIVE_INFINITY, joints);
    }

    /** Velocities of joints with one degree of freedom, clipped to [-limit, limit]. */
    public static List<Entry> velocities(double limit, String unit, String... joints) {
        return entries("d_", unit, Quantity.VELOCITY, limit, joints);
    }

    /** World position x, y, z of a body's frame [m]. */
    public static List<Entry> bodyPosition(String body) {
        List<Entry> entries = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            entries.add(
                    new Entry(
                            body + "_" + "xyz".charAt(axis),
                            "m",
                            Quantity.BODY_POSITION,
                            body,
                            axis,
                            Double.POSITIVE_INFINITY));
        }
        return entries;
    }

    public int size() {
        return entries.size();
    }

    private static List<Entry> entries(
            String prefix, String unit, Quantity quantity, double limit, String... joints) {
        return Arrays.stream(joints)
                .map(joint -> new Entry(prefix + joint, unit, quantity, joint, 0, limit))
                .toList();
    }
}
