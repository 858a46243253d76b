package merpo.datagen.dataset;

import java.util.Optional;
import merpo.datagen.nn.Streams;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * Everything about a dataset that its rows do not say; stored as root attributes.
 *
 * @param imported the foreign file that the rows come from; absent for datasets made here
 */
public record Provenance(
        EnvironmentSource environment,
        TaskSource task,
        QualitySource quality,
        BehaviorSource behavior,
        SeedSource seeds,
        Software software,
        Optional<ImportSource> imported) {

    /** Of a dataset that this program made. */
    public Provenance(
            EnvironmentSource environment,
            TaskSource task,
            QualitySource quality,
            BehaviorSource behavior,
            SeedSource seeds,
            Software software) {
        this(environment, task, quality, behavior, seeds, software, Optional.empty());
    }

    /**
     * Of a dataset that a program collects by itself: no reference returns, so no scores.
     *
     * @param quality of the behavior policy, {@link Quality#UNKNOWN} where it has no name
     * @param behavior who acted
     * @param seed of all draws
     */
    public static Provenance collected(
            EnvironmentDefinition definition,
            Task task,
            Quality quality,
            BehaviorSource behavior,
            long seed) {
        return new Provenance(
                Build.environment(definition),
                TaskSource.of(definition, task),
                new QualitySource(quality, Optional.empty(), Optional.empty()),
                behavior,
                new SeedSource(seed, seed, seed, Streams.ALGORITHM),
                Build.software());
    }

    void describe(AttributesBuilder to) {
        environment.describe(to);
        task.describe(to);
        quality.describe(to);
        behavior.describe(to);
        seeds.describe(to);
        software.describe(to);
        imported.ifPresent(source -> source.describe(to));
    }

    /** As attributes of a file. */
    public Attributes attributes() {
        AttributesBuilder to = new AttributesBuilder();
        describe(to);
        return to.build();
    }

    /**
     * What {@link #attributes} wrote.
     *
     * @throws IllegalArgumentException naming an attribute that is missing or of another type
     */
    public static Provenance from(Attributes from) {
        return new Provenance(
                EnvironmentSource.from(from),
                TaskSource.from(from),
                QualitySource.from(from),
                BehaviorSource.from(from),
                SeedSource.from(from),
                Software.from(from),
                ImportSource.from(from));
    }
}
