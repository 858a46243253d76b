package merpo.agents.merpo;

/** MerPO without a dynamics model (PAPERS.md, A30). */
public final class NoModelMethod extends MerpoFamily {
    public NoModelMethod() {
        super("no-model", "MerPO without a model", "MerPO without a dynamics model");
    }
}
