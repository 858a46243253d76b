package merpo.agents.rac;

/** Whether the bootstrap target holds the entropy of the next action (PAPERS.md, A29). */
public enum Backup {
    /** {@code r + gamma (1 - d) (min Q' - temperature log pi)}: MerPO's "max entropy". */
    SOFT,
    /** {@code r + gamma (1 - d) min Q'}: as CQL and COMBO are run. */
    DETERMINISTIC
}
