package merpo.envs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What others call the environments that have a name of their own here. gym's and Gymnasium's v2 to
 * v4 of the four runners are one environment, ours without a suffix ({@code Hopper-v4} is {@code
 * hopper}); D4RL's ids name a dataset besides ({@code hopper-medium-v0}), Minari's a namespace
 * ({@code mujoco/Hopper-v5}); FOCAL, PEARL and MACAW have short names ({@code cheetah_vel}).
 */
final class OtherNames {
    private static final String RUNNERS = "(half-?cheetah|hopper|walker2d|ant)";
    private static final Pattern RUNNER =
            Pattern.compile(
                    RUNNERS
                            + "(?:-v[2-4]|-(?:random|medium|expert|medium-replay|full-replay|medium-expert|random-expert)-v[0-2])");
    private static final Map<String, String> FAMILIES =
            Map.of(
                    "cheetah-dir", "half-cheetah-fwd-back",
                    "cheetah-vel", "half-cheetah-vel",
                    "walker-params", "walker-2d-params",
                    "walker-rand-params", "walker-2d-params");

    private OtherNames() {}

    /**
     * The same environment by our name, or the id as it is.
     *
     * @param id in lower case, without switches
     */
    static String ours(String id) {
        String plain = id.substring(id.lastIndexOf('/') + 1).replace('_', '-');
        Matcher runner = RUNNER.matcher(plain);
        return runner.matches()
                ? runner.group(1).replace("-", "")
                : FAMILIES.getOrDefault(plain, plain);
    }
}
