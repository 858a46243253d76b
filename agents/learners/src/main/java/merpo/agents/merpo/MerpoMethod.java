package merpo.agents.merpo;

/** MerPO: Algorithm 2. */
public final class MerpoMethod extends MerpoFamily {
    public MerpoMethod() {
        super(
                "merpo",
                "MerPO",
                "MerPO: meta-learning with RAC inside (Algorithm 2); tested on unseen tasks");
    }
}
