package merpo.agents.rac;

/** RAC: held near the data and a given policy, Eq. (7). */
public final class RacMethod extends RacFamily {
    public RacMethod() {
        super("rac", "RAC: held near the data and a given policy (Eq. 7)");
    }

    @Override
    RacConfig table(String environment) {
        return RacScales.table1(environment);
    }

    @Override
    RacConfig working(RacConfig table) {
        return RacScales.working(table);
    }

    @Override
    boolean annealing() {
        return true;
    }

    @Override
    public boolean nearPolicy() {
        return true;
    }
}
