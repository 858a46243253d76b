package merpo.agents.merpo;

/** Proximal meta-RL: Eq. (5). */
public final class ProximalMethod extends MerpoFamily {
    public ProximalMethod() {
        super("proximal", "Eq. (5)", "proximal meta-RL (Eq. 5): MerPO with alpha 0");
    }
}
