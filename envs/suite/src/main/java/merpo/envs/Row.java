package merpo.envs;

/**
 * One simulation's state, as a definition reads it: a view of the batch's arrays, which a test can
 * make from hand-made numbers.
 */
public final class Row {
    private final Layout layout;
    private final double[] positions; // [n * nq]
    private final double[] velocities; // [n * nv]
    private final double[] bodies; // [n * nbody * 3]
    private final int index;

    Row(Layout layout, double[] positions, double[] velocities, double[] bodies, int index) {
        this.layout = layout;
        this.positions = positions;
        this.velocities = velocities;
        this.bodies = bodies;
        this.index = index;
    }

    /** A row of its own. The arrays are not copied. */
    public static Row of(Layout layout, double[] positions, double[] velocities, double[] bodies) {
        return new Row(layout, positions, velocities, bodies, 0);
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

    public double position(int i) {
        return positions[index * layout.positionSize() + i];
    }

    public double velocity(int i) {
        return velocities[index * layout.velocitySize() + i];
    }
}
