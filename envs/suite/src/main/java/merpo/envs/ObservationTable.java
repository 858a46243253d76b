package merpo.envs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The one list of the numbers that an agent sees: read from here, printed from here, tested against
 * the model.
 *
 * @param entries one per number, in order
 */
public record ObservationTable(List<Entry> entries) {
    /** Limit of what is not clipped. */
    public static final double OPEN = Double.POSITIVE_INFINITY;

    /** Where a number comes from. */
    public enum Quantity {
        /** A generalized position of a joint. */
        POSITION,
        /** A generalized velocity of a joint. */
        VELOCITY,
        /**
         * World position of a body's frame; after a step it may lag by one substep, as upstream.
         */
        BODY_POSITION,
        /** External torque, then force, on a body; 0 where contact forces are not computed. */
        CONTACT_WRENCH
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
        return entries("", unit, Quantity.POSITION, OPEN, joints);
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
                            OPEN));
        }
        return entries;
    }

    /** Unit quaternion w, x, y, z of a free joint. */
    public static List<Entry> orientation(String joint) {
        List<Entry> entries = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            String name = joint + "_q" + "wxyz".charAt(k);
            entries.add(new Entry(name, "1", Quantity.POSITION, joint, 3 + k, OPEN));
        }
        return entries;
    }

    /** Velocity of a free joint: linear in the world [m/s], then angular in the body [rad/s]. */
    public static List<Entry> twist(String joint) {
        List<Entry> entries = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            String name = (k < 3 ? "d_" : "w_") + joint + "_" + "xyz".charAt(k % 3);
            String unit = k < 3 ? "m/s" : "rad/s";
            entries.add(new Entry(name, unit, Quantity.VELOCITY, joint, k, OPEN));
        }
        return entries;
    }

    /** One position of a joint that has several. */
    public static List<Entry> position(String unit, String name, String joint, int component) {
        return List.of(new Entry(name, unit, Quantity.POSITION, joint, component, OPEN));
    }

    /**
     * External torque x, y, z [N m] and force x, y, z [N] on bodies, clipped to [-limit, limit].
     */
    public static List<Entry> contactWrenches(double limit, List<String> bodies) {
        List<Entry> entries = new ArrayList<>();
        for (String body : bodies) {
            for (int k = 0; k < 6; k++) {
                String name = body + (k < 3 ? "_torque_" : "_force_") + "xyz".charAt(k % 3);
                String unit = k < 3 ? "N m" : "N";
                entries.add(new Entry(name, unit, Quantity.CONTACT_WRENCH, body, k, limit));
            }
        }
        return entries;
    }

    /** Entries of an observation. */
    public int size() {
        return entries.size();
    }

    /** Places of the entries that are positions and velocities of joints, which a state settles. */
    public int[] ofJoints() {
        return IntStream.range(0, entries.size())
                .filter(
                        k ->
                                entries.get(k).quantity() == Quantity.POSITION
                                        || entries.get(k).quantity() == Quantity.VELOCITY)
                .toArray();
    }

    private static List<Entry> entries(
            String prefix, String unit, Quantity quantity, double limit, String... joints) {
        return Arrays.stream(joints)
                .map(joint -> new Entry(prefix + joint, unit, quantity, joint, 0, limit))
                .toList();
    }
}
