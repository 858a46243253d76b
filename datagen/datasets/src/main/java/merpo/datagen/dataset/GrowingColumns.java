package merpo.datagen.dataset;

/** Row arrays that grow: the buffer of an episode, or of what comes in any order. */
public final class GrowingColumns {
    private final RowShape shape;
    private int capacity;
    private int size;
    private Columns columns; // null until the first row

    /**
     * @param capacity rows for which there is room at first
     */
    public GrowingColumns(RowShape shape, int capacity) {
        this.shape = shape;
        this.capacity = capacity;
    }

    /** Rows. */
    public int size() {
        return size;
    }

    /** Forgets the rows and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Adds a row. */
    public void append(Transition row, int episode) {
        reserve(1);
        put("observation", row.observation(), columns.observations(), shape.observation());
        put("action", row.action(), columns.actions(), shape.action());
        put(
                "nextObservation",
                row.nextObservation(),
                columns.nextObservations(),
                shape.observation());
        put("positions", row.positions(), columns.positions(), shape.positions());
        put("velocities", row.velocities(), columns.velocities(), shape.velocities());
        columns.rewards()[size] = row.reward();
        columns.terminals()[size] = row.terminated();
        columns.timeouts()[size] = row.truncated() && !row.terminated();
        columns.actionLogProbs()[size] = row.actionLogProb();
        columns.episodeIds()[size] = episode;
        columns.checkpointSteps()[size] = row.checkpointStep();
        size++;
    }

    /**
     * Adds what one simulation did in a step.
     *
     * @param simulation its row in the arrays of {@code step}
     * @param checkpointStep environment steps of the policy that acted; -1 is random
     */
    public void append(StepRows step, int simulation, int episode, long checkpointStep) {
        reserve(1);
        put(step.observations(), columns.observations(), simulation, shape.observation());
        put(step.actions(), columns.actions(), simulation, shape.action());
        int obs = shape.observation();
        for (int k = 0; k < obs; k++) {
            columns.nextObservations()[size * obs + k] =
                    (float) step.nextObservations()[simulation * obs + k];
        }
        put(step.positions(), columns.positions(), simulation, shape.positions());
        put(step.velocities(), columns.velocities(), simulation, shape.velocities());
        boolean terminated = step.terminated()[simulation];
        columns.rewards()[size] = (float) step.rewards()[simulation];
        columns.terminals()[size] = terminated;
        columns.timeouts()[size] = step.truncated()[simulation] && !terminated;
        columns.actionLogProbs()[size] = step.actionLogProbs()[simulation];
        columns.episodeIds()[size] = episode;
        columns.checkpointSteps()[size] = checkpointStep;
        size++;
    }

    /** Hands over exactly the recorded rows, without a copy where they fill the room. */
    public Columns take() {
        Columns taken = size > 0 && size == capacity ? columns : copy(columns, size, size);
        columns = null;
        size = 0;
        return taken;
    }

    private void reserve(int rows) {
        if (columns == null) {
            columns = copy(null, 0, capacity);
        }
        long wanted = (long) size + rows;
        if (wanted > capacity) {
            long grown = Math.max(wanted, (long) capacity + capacity / 2);
            int widest = Math.max(shape.observation(), Math.max(shape.action(), shape.positions()));
            if (grown * Math.max(widest, shape.velocities()) > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException(
                        "the recorder holds "
                                + size
                                + " rows of "
                                + shape
                                + " and cannot grow to "
                                + grown
                                + ": a Java array ends at 2^31. Split the dataset");
            }
            capacity = (int) grown;
            columns = copy(columns, size, capacity);
        }
    }

    private void put(String name, float[] from, float[] to, int width) {
        requireWidth(name, from.length, width);
        System.arraycopy(from, 0, to, size * width, width);
    }

    private void put(String name, double[] from, double[] to, int width) {
        requireWidth(name, from.length, width);
        System.arraycopy(from, 0, to, size * width, width);
    }

    /** A row of such arrays of all simulations. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same primitive type
    private void put(Object from, Object to, int row, int width) {
        System.arraycopy(from, row * width, to, size * width, width);
    }

    private static void requireWidth(String name, int width, int expected) {
        if (width != expected) {
            throw new IllegalArgumentException(
                    "Transition."
                            + name
                            + " has "
                            + width
                            + " numbers, expected "
                            + expected
                            + " as in the recorder's RowShape");
        }
    }

    private Columns copy(Columns from, int rows, int space) {
        Columns to =
                new Columns(
                        new float[space * shape.observation()],
                        new float[space * shape.action()],
                        new float[space],
                        new float[space * shape.observation()],
                        new boolean[space],
                        new boolean[space],
                        new double[space * shape.positions()],
                        new double[space * shape.velocities()],
                        new float[space],
                        new int[space],
                        new long[space]);
        if (rows > 0) {
            copyAll(from, to, rows);
        }
        return to;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy")
    private void copyAll(Columns from, Columns to, int rows) {
        System.arraycopy(from.observations(), 0, to.observations(), 0, rows * shape.observation());
        System.arraycopy(from.actions(), 0, to.actions(), 0, rows * shape.action());
        System.arraycopy(from.rewards(), 0, to.rewards(), 0, rows);
        System.arraycopy(
                from.nextObservations(), 0, to.nextObservations(), 0, rows * shape.observation());
        System.arraycopy(from.terminals(), 0, to.terminals(), 0, rows);
        System.arraycopy(from.timeouts(), 0, to.timeouts(), 0, rows);
        System.arraycopy(from.positions(), 0, to.positions(), 0, rows * shape.positions());
        System.arraycopy(from.velocities(), 0, to.velocities(), 0, rows * shape.velocities());
        System.arraycopy(from.actionLogProbs(), 0, to.actionLogProbs(), 0, rows);
        System.arraycopy(from.episodeIds(), 0, to.episodeIds(), 0, rows);
        System.arraycopy(from.checkpointSteps(), 0, to.checkpointSteps(), 0, rows);
    }
}
