package merpo.benchmarks.paper;

import java.util.Set;
import merpo.envs.Environments;

/** Trainings of learners over tasks, as the figures share them. */
record MetaTrainings(Budget budget) {
    static final String WIND = "point-robot-wind";
    static final String WALKER = "walker-2d-params";
    static final String CHEETAH = "half-cheetah-fwd-back";
    static final String ANT = "ant-fwd-back";

    /** The key of every configuration of meta-learners. */
    static final String TRAJECTORIES = "data.trajectories";

    /** Two tasks, to learn and to test: tested on other data of theirs (PAPERS.md, A25). */
    private static final Set<String> TWO_TASKS = Set.of(CHEETAH, ANT);

    private static final int OTHER_SEED = 1;

    /** On as many trajectories as a figure has that does not vary them. */
    Training of(String algorithm, String environment, String quality) {
        return of(algorithm, environment, quality, budget.fewTrajectories());
    }

    Training of(String algorithm, String environment, String quality, int trajectories) {
        DatasetSpec data = data(environment, quality);
        Training training =
                Training.of(algorithm, data).onData(TRAJECTORIES, Integer.toString(trajectories));
        return TWO_TASKS.contains(environment)
                ? training.testedOn(data.withSeed(OTHER_SEED))
                : training;
    }

    /** A learner of single tasks on the data of the new tasks alone. */
    Training alone(String algorithm, String environment, String quality) {
        DatasetSpec data = data(environment, quality);
        Training training =
                Training.of(
                                algorithm,
                                TWO_TASKS.contains(environment)
                                        ? data.withSeed(OTHER_SEED)
                                        : data.ofNewTasks())
                        .onData(TRAJECTORIES, Integer.toString(budget.fewTrajectories()));
        return budget.sweepSteps() == 0
                ? training
                : training.with("steps", Integer.toString(budget.sweepSteps()));
    }

    DatasetSpec data(String environment, String quality) {
        int horizon = Environments.named(environment).horizon();
        return new DatasetSpec(environment, quality, budget.mostTrajectories() * horizon);
    }
}
