package merpo.agents.rac;

/** COMBO: RAC without regularizers. */
public final class ComboMethod extends RacFamily {
    public ComboMethod() {
        super("combo", "COMBO: conservative in a learned model; each task for itself");
    }
}
