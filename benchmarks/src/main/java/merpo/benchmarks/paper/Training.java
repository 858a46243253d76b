package merpo.benchmarks.paper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;
import merpo.benchmarks.bench.offline.PeerLearner;
import merpo.benchmarks.jobs.SeedRange;

/**
 * One training on one dataset, repeated with several seeds; figures that need the same share it.
 *
 * @param algorithm that learns, as on the command line
 * @param test data of the test tasks, where they do not lie beside the others
 * @param dataSettings settings of the data, which the dynamics ensemble must share
 * @param settings other settings of the learner
 * @param metaPolicy the value of {@code --meta-policy}
 * @param newTasks what the finished training is adapted to; then that is what is measured
 */
record Training(
        String algorithm,
        DatasetSpec data,
        Optional<DatasetSpec> test,
        Map<String, String> dataSettings,
        Map<String, String> settings,
        Optional<String> metaPolicy,
        Optional<NewTasks> newTasks) {
    Training {
        dataSettings = new TreeMap<>(dataSettings);
        settings = new TreeMap<>(settings);
    }

    static Training of(String algorithm, DatasetSpec data) {
        return new Training(
                algorithm,
                data,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is trained, where it is ours. */
    Trainable<?> trainable() {
        return Trainables.named(algorithm);
    }

    /** What is trained, where it is another library's. */
    Optional<PeerLearner> peer() {
        return PeerLearner.named(algorithm);
    }

    /** Whether one learner learns all tasks. */
    boolean together() {
        return peer().isEmpty() && trainable().tasks() == Tasks.TOGETHER;
    }

    /** As a reader knows what is trained. */
    String title() {
        return peer().map(PeerLearner::title).orElseGet(() -> trainable().title());
    }

    /** The same, tried on tasks whose data lie apart. */
    Training testedOn(DatasetSpec other) {
        return new Training(
                algorithm, data, Optional.of(other), dataSettings, settings, metaPolicy, newTasks);
    }

    Training near(String policy) {
        return new Training(
                algorithm, data, test, dataSettings, settings, Optional.of(policy), newTasks);
    }

    Training with(String key, String value) {
        return with(Map.of(key, value));
    }

    Training with(Map<String, String> others) {
        Map<String, String> more = new TreeMap<>(settings);
        more.putAll(others);
        return new Training(algorithm, data, test, dataSettings, more, metaPolicy, newTasks);
    }

    Training onData(String key, String value) {
        return new Training(
                algorithm, data, test, Map.of(key, value), settings, metaPolicy, newTasks);
    }

    /** What it is adapted to when it has finished. */
    Training adaptedTo(NewTasks tasks) {
        return new Training(
                algorithm, data, test, dataSettings, settings, metaPolicy, Optional.of(tasks));
    }

    /** The training alone. */
    Training before() {
        return new Training(
                algorithm, data, test, dataSettings, settings, metaPolicy, Optional.empty());
    }

    /** What the axis along its curves counts. */
    String unit() {
        return newTasks.isPresent() || peer().isPresent() ? "gradient steps" : trainable().unit();
    }

    /**
     * Its runs: our learners of one task stack their seeds, meta-learners are stacks already, other
     * libraries know none.
     */
    List<SeedRange> runs(int seeds) {
        return together() || peer().isPresent()
                ? SeedRange.apart(seeds)
                : SeedRange.together(seeds);
    }

    /** Such as {@code hopper-medium-50000/rac-zoo-good-seeds0-2}: the same for the same run. */
    String name(SeedRange seeds) {
        StringBuilder name = new StringBuilder(data.name()).append('/').append(algorithm);
        metaPolicy.ifPresent(policy -> name.append('-').append(plain(policy)));
        settings.forEach((key, value) -> name.append(setting(key, value)));
        dataSettings.forEach((key, value) -> name.append(setting(key, value)));
        newTasks.ifPresent(tasks -> name.append('-').append(tasks.name()));
        return name.append("-").append(seeds).toString();
    }

    /** Of the dynamics ensemble that it stands on. */
    String ensembleName(SeedRange seeds) {
        StringBuilder name = new StringBuilder(data.name()).append("/ensemble");
        dataSettings.forEach((key, value) -> name.append(setting(key, value)));
        return name.append("-").append(seeds).toString();
    }

    private static String setting(String key, String value) {
        return "-" + plain(key.substring(key.lastIndexOf('.') + 1)) + plain(value);
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\w.]+", "-");
    }
}
