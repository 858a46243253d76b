package merpo.envs;

import java.util.List;

/** An observation table resolved against a layout: copies numbers, looks up nothing. */
final class Observer {
    private final ObservationTable.Quantity[] quantities;
    private final int[] indices; // within a row of its quantity
    private final double[] limits;
    private final int positionSize;
    private final int velocitySize;
    private final int bodySize;
    private final int wrenchSize;

    Observer(ObservationTable table, Layout layout) {
        List<ObservationTable.Entry> entries = table.entries();
        quantities = new ObservationTable.Quantity[entries.size()];
        indices = new int[entries.size()];
        limits = new double[entries.size()];
        for (int k = 0; k < entries.size(); k++) {
            ObservationTable.Entry entry = entries.get(k);
            quantities[k] = entry.quantity();
            indices[k] = index(entry, layout);
            limits[k] = entry.limit();
        }
        positionSize = layout.positionSize();
        velocitySize = layout.velocitySize();
        bodySize = layout.bodySize() * 3;
        wrenchSize = layout.bodySize() * 6;
    }

    /** Writes the observation of one simulation to {@code out[simulation * size ...]}. */
    void observe(Simulations from, int simulation, double[] out) {
        double[] positions = from.positions();
        double[] velocities = from.velocities();
        double[] bodies = from.bodies();
        double[] wrenches = from.wrenches();
        int at = simulation * indices.length;
        for (int k = 0; k < indices.length; k++) {
            double value =
                    switch (quantities[k]) {
                        case POSITION -> positions[simulation * positionSize + indices[k]];
                        case VELOCITY -> velocities[simulation * velocitySize + indices[k]];
                        case BODY_POSITION -> bodies[simulation * bodySize + indices[k]];
                        case CONTACT_WRENCH ->
                                wrenches.length == 0
                                        ? 0
                                        : wrenches[simulation * wrenchSize + indices[k]];
                    };
            out[at + k] = Math.max(-limits[k], Math.min(limits[k], value));
        }
    }

    private static int index(ObservationTable.Entry entry, Layout layout) {
        return entry.component()
                + switch (entry.quantity()) {
                    case POSITION -> layout.position(entry.element());
                    case VELOCITY -> layout.velocity(entry.element());
                    case BODY_POSITION -> layout.body(entry.element()) * 3;
                    case CONTACT_WRENCH -> layout.body(entry.element()) * 6;
                };
    }
}
