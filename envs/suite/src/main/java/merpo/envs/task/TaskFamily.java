package merpo.envs.task;

/** A name and its tasks: all that a split has to know of an environment. */
public interface TaskFamily {
    /** Kebab-case id, such as {@code point-robot-wind}. */
    String id();

    /** The id without what its switches differ in. */
    default String family() {
        return id().split("[+]", 2)[0];
    }

    /** What its tasks are drawn from. */
    TaskDistribution tasks();
}
