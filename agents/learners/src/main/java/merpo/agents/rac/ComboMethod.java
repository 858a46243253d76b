package merpo.agents.rac;

/** COMBO: RAC without regularizers. */
public final class ComboMethod extends RacFamily {
    public ComboMethod() {
        super("combo", "COMBO: conservative in a learned model; each task for itself");
    }

    @Override
    RacConfig table(String environment) {
        return RacScales.table1(environment).combo();
    }

    @Override
    RacConfig working(RacConfig table) {
        return RacScales.working(table);
    }

    @Override
    boolean annealing() {
        return true;
    }
}
