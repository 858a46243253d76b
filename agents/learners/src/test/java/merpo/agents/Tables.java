package merpo.agents;

import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MerpoMethod;
import merpo.agents.rac.CqlMethod;
import merpo.agents.rac.Gap;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacMethod;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** Columns of the papers' tables as the registry reads them: at full size, to the letter. */
public final class Tables {
    /** CQL(H), which needs no imagined states. */
    public static final Gap CQL_GAP =
            new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE);

    private Tables() {}

    public static <C extends Record> Preset<C> paper(Trainable<C> method, String environment) {
        return method.preset(environment, Scale.PAPER, Reading.LITERAL);
    }

    /** MerPO's Table 1. */
    public static RacConfig rac(String environment) {
        return paper(new RacMethod(), environment).learning().rac();
    }

    /** MerPO's Table 2. */
    public static MerpoConfig merpo(String environment) {
        return paper(new MerpoMethod(), environment).learning().merpo();
    }

    public static RacConfig cql() {
        return paper(new CqlMethod(), "hopper").learning().rac();
    }
}
