package merpo.envs;

import java.util.Map;

/**
 * Where the numbers of one simulation lie.
 *
 * @param positionSize nq
 * @param velocitySize nv
 * @param bodySize number of bodies, three numbers each; 0 where there are none
 * @param positions first position of each joint
 * @param velocities first velocity of each joint
 * @param bodies index of each body
 */
public record Layout(
        int positionSize,
        int velocitySize,
        int bodySize,
        Map<String, Integer> positions,
        Map<String, Integer> velocities,
        Map<String, Integer> bodies) {
    public Layout {
        positions = Map.copyOf(positions);
        velocities = Map.copyOf(velocities);
        bodies = Map.copyOf(bodies);
    }

    /** A point in the plane: positions x and y, no velocities, no bodies. */
    static Layout planar() {
        return new Layout(2, 0, 0, Map.of("x", 0, "y", 1), Map.of(), Map.of());
    }

    int position(String joint) {
        return index("joint", positions, joint);
    }

    int velocity(String joint) {
        return index("joint with a velocity", velocities, joint);
    }

    int body(String body) {
        return index("body", bodies, body);
    }

    private static int index(String kind, Map<String, Integer> indices, String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException(
                    "The model has no %s \"%s\"; it has %s"
                            .formatted(kind, name, indices.keySet().stream().sorted().toList()));
        }
        return index;
    }
}
