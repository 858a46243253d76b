package merpo.agents.rac;

/** RAC: held near the data and a given policy, Eq. (7). */
public final class RacMethod extends RacFamily {
    public RacMethod() {
        super("rac", "RAC: held near the data and a given policy (Eq. 7)");
    }

    @Override
    public boolean nearPolicy() {
        return true;
    }
}
