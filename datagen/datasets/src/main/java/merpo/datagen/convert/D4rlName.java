package merpo.datagen.convert;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.datagen.dataset.Quality;

/**
 * What the name of a published D4RL file says: "hopper_medium-v2.hdf5"; version 0 has no suffix.
 *
 * @param agent "halfcheetah", "hopper", "walker2d", "ant"
 * @param quality in our words; both kinds of replay are one
 * @param version 0, 1 or 2
 */
record D4rlName(String agent, Quality quality, int version) {
    static final int HORIZON = 1000;

    private static final Pattern FORM =
            Pattern.compile(
                    "(halfcheetah|hopper|walker2d|walker|ant)_(random_expert|medium_expert"
                            + "|medium_replay|full_replay|mixed|random|medium|expert)(?:_v(\\d))?\\.(?:hdf5|h5)");
    private static final Map<String, Quality> QUALITIES =
            Map.of(
                    "random", Quality.RANDOM,
                    "medium", Quality.MEDIUM,
                    "expert", Quality.EXPERT,
                    "medium_expert", Quality.MEDIUM_EXPERT,
                    "medium_replay", Quality.REPLAY,
                    "full_replay", Quality.REPLAY,
                    "mixed", Quality.REPLAY);

    /** Empty unless it is the name of a published file of the four runners. */
    static Optional<D4rlName> of(String fileName) {
        Matcher name = FORM.matcher(fileName.toLowerCase(Locale.ROOT).replace('-', '_'));
        if (!name.matches()) {
            return Optional.empty();
        }
        String agent = name.group(1).equals("walker") ? "walker2d" : name.group(1);
        return Optional.of(
                new D4rlName(
                        agent,
                        QUALITIES.getOrDefault(name.group(2), Quality.UNKNOWN),
                        name.group(3) == null ? 0 : Integer.parseInt(name.group(3))));
    }

    /** As D4RL calls its environment: "hopper-v2". */
    String environment() {
        return agent + "-v2";
    }
}
