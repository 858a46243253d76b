package merpo.agents.merpo;

/** MerPO with an alpha of its own per task, Eq. (11). */
public final class MerpoAdpMethod extends MerpoFamily {
    public MerpoAdpMethod() {
        super("merpo-adp", "MerPO-Adp", "MerPO whose alpha moves with each task (Eq. 11)");
    }
}
