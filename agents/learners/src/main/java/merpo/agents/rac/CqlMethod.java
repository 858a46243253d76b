package merpo.agents.rac;

/** CQL(H) of each task (PAPERS.md). */
public final class CqlMethod extends RacFamily {
    public CqlMethod() {
        super("cql", "CQL(H): conservative, without a model; each task for itself");
    }

    @Override
    RacConfig table(String environment) {
        return RacPresets.cql();
    }

    @Override
    RacConfig working(RacConfig table) {
        return RacScales.faster(table);
    }

    @Override
    boolean annealing() {
        return false;
    }
}
