package merpo.agents.rac;

/** COMBO held near a given policy alone: Eq. (6). */
public final class Combo3Method extends RacFamily {
    public Combo3Method() {
        super("combo-3", "COMBO held near a given policy (Eq. 6)");
    }

    @Override
    public boolean nearPolicy() {
        return true;
    }
}
