package merpo.benchmarks.bench.stepping;

import java.util.Arrays;
import java.util.List;
import merpo.datagen.run.Names;

/**
 * An environment under the name that each contender knows it by; the physics is the same for all.
 */
public enum Problem {
    HALF_CHEETAH("halfcheetah-v5", "HalfCheetah-v5", "cheetah", 0),
    WALKER2D("walker2d-v5", "Walker2d-v5", "walker", 0),
    ANT("ant-v5", "Ant-v5", "ant", 0),
    /** Running forward, so that nobody has another reward than the others. */
    HALF_CHEETAH_FORWARD("half-cheetah-fwd-back", "HalfCheetah-v5", "cheetah", 1);

    private final String environment;
    private final String gymnasium;
    private final String body;
    private final int task;

    Problem(String environment, String gymnasium, String body, int task) {
        this.environment = environment;
        this.gymnasium = gymnasium;
        this.body = body;
        this.task = task;
    }

    /** What is measured unless asked otherwise. */
    public static List<Problem> usual() {
        return List.of(HALF_CHEETAH, WALKER2D, ANT);
    }

    /** The problem with this id of ours. */
    public static Problem named(String environment) {
        List<String> known = Arrays.stream(values()).map(Problem::environment).toList();
        return Arrays.stream(values())
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

    /** Our id. */
    public String environment() {
        return environment;
    }

    /** Gymnasium's and EnvPool's id. */
    String gymnasium() {
        return gymnasium;
    }

    /** The C program's word for its rules of starting and ending. */
    String body() {
        return body;
    }

    /** Index of the task that every simulation of ours has. */
    int task() {
        return task;
    }
}
