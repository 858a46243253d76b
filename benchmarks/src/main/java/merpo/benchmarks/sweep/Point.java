package merpo.benchmarks.sweep;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.benchmarks.jobs.SeedRange;

/**
 * One combination of a grid, trained with every seed.
 *
 * @param data directory of datasets
 * @param dataName such as {@code cheetah-medium}
 * @param metaPolicy that the learner is held near; empty for others
 * @param settings that replace those of the scale, by key
 * @param models dynamics models that it stands on, shared with others
 */
record Point(
        Trainable<?> learner,
        Path data,
        String dataName,
        String metaPolicy,
        Map<String, String> settings,
        Optional<Models> models) {
    private static final int LONGEST = 150; // letters of a name: file systems end at 255

    /**
     * Dynamics models, trained once for all that need the same.
     *
     * @param settings those of the learner that models depend on
     */
    record Models(Trainable<?> trainable, Map<String, String> settings) {}

    /** Learners of one task stack their seeds, learners over tasks are stacks already. */
    List<SeedRange> runs(int seeds) {
        return learner.tasks() == Tasks.TOGETHER
                ? SeedRange.apart(seeds)
                : SeedRange.together(seeds);
    }

    /** Such as {@code cheetah-medium/rac-alpha0.4}: the same for the same training. */
    String name() {
        return named(learner.name(), metaPolicy, settings);
    }

    /** Such as {@code cheetah-medium/ensemble}. */
    String modelsName() {
        Models made = models.orElseThrow();
        return named(made.trainable().name(), "", made.settings());
    }

    private String named(String what, String near, Map<String, String> with) {
        StringBuilder name = new StringBuilder(what);
        if (!near.isEmpty()) {
            name.append('-').append(plain(near));
        }
        with.forEach((key, value) -> name.append('-').append(plain(last(key, with) + value)));
        String whole = name.toString();
        String digest = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
        return dataName
                + "/"
                + (whole.length() <= LONGEST
                        ? whole
                        : whole.substring(0, LONGEST - 9) + "-" + digest.substring(0, 8));
    }

    /** The last part of a key, or all of it where another key ends alike. */
    private static String last(String key, Map<String, String> all) {
        String end = key.substring(key.lastIndexOf('.') + 1);
        long alike =
                all.keySet().stream().filter(o -> o.endsWith("." + end) || o.equals(end)).count();
        return alike > 1 ? key : end;
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\w.]+", "-");
    }
}
