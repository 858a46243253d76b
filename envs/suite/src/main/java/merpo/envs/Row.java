package merpo.envs;

/**
 * One simulation's state, as a definition reads it: a view of the batch's arrays, which a test can
 * make from hand-made numbers.
 */
public final class Row {
    private static final double[] NONE = {};

    private final Layout layout;
    private final double[] positions; // [n * nq]
    private final double[] velocities; // [n * nv]
    private final double[] bodies; // [n * nbody * 3]
    private final double[] wrenches; // [n * nbody * 6], empty where nobody asked for them
    private final int index;

    Row(
            Layout layout,
            double[] positions,
            double[] velocities,
            double[] bodies,
            double[] wrenches,
            int index) {
        this.layout = layout;
        this.positions = positions;
        this.velocities = velocities;
        this.bodies = bodies;
        this.wrenches = wrenches;
        this.index = index;
    }

    /** A row of its own, without contact forces. The arrays are not copied. */
    public static Row of(Layout layout, double[] positions, double[] velocities, double[] bodies) {
        return new Row(layout, positions, velocities, bodies, NONE, 0);
    }

    /** A row of its own, with the wrenches on its bodies. The arrays are not copied. */
    public static Row of(
            Layout layout,
            double[] positions,
            double[] velocities,
            double[] bodies,
            double[] wrenches) {
        return new Row(layout, positions, velocities, bodies, wrenches, 0);
    }

    /** Position of a joint, its first number. */
    public double position(String joint) {
        return position(layout.position(joint));
    }

    /** Velocity of a joint, its first number. */
    public double velocity(String joint) {
        return velocity(layout.velocity(joint));
    }

    /** World position of a body's frame [m]; axis 0, 1, 2 is x, y, z. */
    public double body(String body, int axis) {
        return bodies[(index * layout.bodySize() + layout.body(body)) * 3 + axis];
    }

    /** By place in the state. */
    public double position(int i) {
        return positions[index * layout.positionSize() + i];
    }

    /** By place in the state. */
    public double velocity(int i) {
        return velocities[index * layout.velocitySize() + i];
    }

    /**
     * Sum over all bodies of the squares of the external wrench's entries [N m, N], each clipped to
     * [-limit, limit]; 0 where contact forces are not computed.
     */
    public double squaredContactForces(double limit) {
        double sum = 0;
        if (wrenches.length > 0) {
            int width = layout.bodySize() * 6;
            for (int k = index * width; k < (index + 1) * width; k++) {
                double clipped = Math.max(-limit, Math.min(limit, wrenches[k]));
                sum += clipped * clipped;
            }
        }
        return sum;
    }

    /** Whether all positions from the given one on, and all velocities, lie in (-limit, limit). */
    public boolean isWithin(double limit, int firstPosition) {
        for (int k = firstPosition; k < layout.positionSize(); k++) {
            if (!(Math.abs(position(k)) < limit)) {
                return false;
            }
        }
        for (int k = 0; k < layout.velocitySize(); k++) {
            if (!(Math.abs(velocity(k)) < limit)) {
                return false;
            }
        }
        return true;
    }
}
