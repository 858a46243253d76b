package merpo.agents.merpo;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Alarm;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Tasks;
import merpo.agents.rac.RacAlarms;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Sizes;

/** MerPO and its relatives: over tasks, tried on tasks that they have not seen. */
abstract class MerpoFamily implements Method<MerpoSettings> {
    private static final String PATH = "learning.merpo.inner";
    private static final String TABLE = "merpo";

    private final String name;
    private final String title;
    private final String summary;

    MerpoFamily(String name, String title, String summary) {
        this.name = name;
        this.title = title;
        this.summary = summary;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String unit() {
        return "meta-iterations";
    }

    @Override
    public final Class<MerpoSettings> settings() {
        return MerpoSettings.class;
    }

    @Override
    public final Map<String, String> laterSettings() {
        return RacConfig.laterSettings("merpo.inner");
    }

    @Override
    public final List<String> lineage() {
        return name.equals(TABLE) ? List.of(TABLE) : List.of(TABLE, name);
    }

    @Override
    public final Tasks tasks() {
        return Tasks.TOGETHER;
    }

    @Override
    public final Needs needs(MerpoSettings settings) {
        Sizes sizes = settings.merpo().inner().sizes();
        return new Needs(
                settings.merpo().inner().usesModel()
                        ? new Needs.MetaDynamics(settings.dynamics())
                        : new Needs.NoDynamics(),
                Optional.of(
                        new Needs.Imitation(
                                settings.imitation(), sizes.hiddenLayers(), sizes.width())));
    }

    @Override
    public final OfflineLearner open(
            NDManager manager, MerpoSettings settings, TaskData data, int steps) {
        return new Merpo(
                manager,
                settings.merpo().scaledFor(data),
                data.rows(),
                data.models(),
                data.termination(),
                data.clones().orElseThrow(),
                data.seeds().seed(0));
    }

    @Override
    public final List<Alarm> alarms(MerpoSettings settings) {
        return Stream.concat(
                        RacAlarms.of(settings.merpo().inner(), PATH).stream(),
                        Stream.of(new MetaCriticAlarm()))
                .toList();
    }

    @Override
    public final boolean climbs() {
        return true;
    }

    @Override
    public final String steadier() {
        return RacAlarms.steadier(PATH);
    }
}
