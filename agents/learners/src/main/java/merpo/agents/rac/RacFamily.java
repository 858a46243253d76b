package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;
import merpo.agents.FrozenPolicy;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;

/** RAC and its corners: each task for itself, or several seeds of each in one stack. */
abstract class RacFamily implements Method<RacSettings> {
    private static final String PATH = "learning.rac";
    private static final String TABLE = "rac";

    private final String name;
    private final String summary;

    RacFamily(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final Class<RacSettings> settings() {
        return RacSettings.class;
    }

    @Override
    public List<String> lineage() {
        return name.equals(TABLE) ? List.of(TABLE) : List.of(TABLE, name);
    }

    @Override
    public final Map<String, String> laterSettings() {
        return RacConfig.laterSettings("rac");
    }

    /** Table 1's: other bodies have the half-cheetah's. */
    @Override
    public String column(String environment) {
        if (environment.startsWith("walker")) {
            return "walker2d";
        }
        return environment.startsWith("hopper") ? "hopper" : "halfcheetah";
    }

    @Override
    public final Tasks tasks() {
        return Tasks.APART;
    }

    @Override
    public final Needs needs(RacSettings settings) {
        RacConfig rac = settings.rac();
        return new Needs(
                rac.usesModel()
                        ? new Needs.OwnDynamics(settings.ensemble())
                        : new Needs.NoDynamics(),
                Optional.of(
                        new Needs.Imitation(
                                settings.imitation(),
                                rac.sizes().hiddenLayers(),
                                rac.sizes().width())));
    }

    /** Held near the policy that was named, else near the clones of the behavior policies. */
    @Override
    public final OfflineLearner open(
            NDManager manager, RacSettings settings, TaskData data, int steps) {
        FrozenPolicy near =
                data.near()
                        .orElseGet(
                                () ->
                                        new FrozenPolicy(
                                                settings.rac()
                                                        .sizes()
                                                        .policy(
                                                                data.observationSize(),
                                                                data.actionSize()),
                                                data.clones().orElseThrow().policies()));
        return SingleTaskLearner.of(
                manager,
                settings.rac(),
                Sources.of(data, settings.rac()),
                near,
                data.seeds(),
                settings.annealing() ? steps : 0);
    }

    @Override
    public final List<Alarm> alarms(RacSettings settings) {
        return RacAlarms.of(settings.rac(), PATH);
    }

    @Override
    public final String steadier() {
        return RacAlarms.steadier(PATH);
    }
}
