package merpo.datagen.dataset;

/**
 * Where the randomness of a file came from.
 *
 * @param environment seed of the resets
 * @param policy seed of the sampled actions
 * @param training seed of the behavior policy's training
 * @param generator algorithm of the random numbers
 */
public record SeedSource(long environment, long policy, long training, String generator) {
    void describe(AttributesBuilder to) {
        to.whole("seed_env", environment)
                .whole("seed_policy", policy)
                .whole("seed_training", training)
                .text("rng", generator);
    }

    static SeedSource from(Attributes from) {
        return new SeedSource(
                from.whole("seed_env"),
                from.whole("seed_policy"),
                from.whole("seed_training"),
                from.text("rng"));
    }
}
