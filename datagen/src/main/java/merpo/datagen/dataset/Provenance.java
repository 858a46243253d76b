package merpo.datagen.dataset;

/**
 * Everything about a dataset that its rows do not say; stored as root attributes (datasets.md 4.2).
 */
public record Provenance(
        EnvironmentSource environment,
        TaskSource task,
        QualitySource quality,
        BehaviorSource behavior,
        Seeds seeds,
        Software software) {

    void describe(AttributesBuilder to) {
        environment.describe(to);
        task.describe(to);
        quality.describe(to);
        behavior.describe(to);
        seeds.describe(to);
        software.describe(to);
    }

    static Provenance from(Attributes from) {
        return new Provenance(
                EnvironmentSource.from(from),
                TaskSource.from(from),
                QualitySource.from(from),
                BehaviorSource.from(from),
                Seeds.from(from),
                Software.from(from));
    }
}
