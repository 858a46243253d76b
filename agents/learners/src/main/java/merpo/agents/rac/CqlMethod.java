package merpo.agents.rac;

import java.util.List;

/** CQL(H) of each task (PAPERS.md). */
public final class CqlMethod extends RacFamily {
    public CqlMethod() {
        super("cql", "CQL(H): conservative, without a model; each task for itself");
    }

    @Override
    public List<String> lineage() {
        return List.of(name());
    }

    @Override
    public String column(String environment) {
        return name();
    }
}
