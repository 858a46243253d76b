package merpo.agents.context;

/** The last row of an episode that ran out of time (PAPERS.md, A37). */
public enum TimeLimits {
    /** Bootstraps like every other: real ends alone cut. */
    BOOTSTRAP,
    /** Cuts the bootstrap, as FOCAL's loader has it. */
    TERMINATE
}
