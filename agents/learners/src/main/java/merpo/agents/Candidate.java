package merpo.agents;

/**
 * Who is tried on some tasks, made from their data alone: at once, or after some steps on them.
 * Nothing flows back to the learner. Owns what it has made until {@link #close}.
 */
public interface Candidate extends AutoCloseable {
    /** As {@code returns.csv} says it, such as {@code learned} or {@code adapted}. */
    String name();

    /** Steps on these tasks before it is tried; 0 where it can act at once. */
    default int steps() {
        return 0;
    }

    /** One step on all tasks. */
    default void step() {
        throw new IllegalStateException(
                name() + " takes no steps on the tasks that it is tried on");
    }

    /** Acts as it is now; it belongs to this candidate. */
    KeepableActor actor();

    @Override
    default void close() {}

    /** One that acts at once. */
    static Candidate of(String name, KeepableActor actor) {
        return new Candidate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeepableActor actor() {
                return actor;
            }
        };
    }
}
