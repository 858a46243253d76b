package merpo.benchmarks.bench.stepping;

import java.util.List;
import merpo.datagen.run.Names;

/**
 * An environment under the name that each contender knows it by; the physics is the same for all.
 *
 * @param environment our id
 * @param gymnasium Gymnasium's and EnvPool's id
 * @param body the C program's word for its rules of starting and ending
 * @param task index of the task that every simulation of ours has
 */
public record Problem(String environment, String gymnasium, String body, int task) {
    static final Problem HALF_CHEETAH =
            new Problem("halfcheetah-v5", "HalfCheetah-v5", "cheetah", 0);
    static final Problem WALKER2D = new Problem("walker2d-v5", "Walker2d-v5", "walker", 0);
    static final Problem ANT = new Problem("ant-v5", "Ant-v5", "ant", 0);

    /** Running forward, so that nobody has another reward than the others. */
    static final Problem HALF_CHEETAH_FORWARD =
            new Problem("half-cheetah-fwd-back", "HalfCheetah-v5", "cheetah", 1);

    private static final List<Problem> ALL =
            List.of(HALF_CHEETAH, WALKER2D, ANT, HALF_CHEETAH_FORWARD);

    /** What is measured unless asked otherwise. */
    public static List<Problem> usual() {
        return List.of(HALF_CHEETAH, WALKER2D, ANT);
    }

    /** The problem with this id of ours. */
    public static Problem named(String environment) {
        List<String> known = ALL.stream().map(Problem::environment).toList();
        return ALL.stream()
                .filter(problem -> problem.environment.equals(environment))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--env names \"%s\", which has no counterpart to be measured against%s. Known: %s"
                                                .formatted(
                                                        environment,
                                                        Names.suggestion(environment, known),
                                                        String.join(", ", known))));
    }
}
