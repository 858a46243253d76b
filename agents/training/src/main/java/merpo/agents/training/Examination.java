package merpo.agents.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import merpo.agents.Candidate;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Trial;

/**
 * Tries a learner, and what it is compared with, in the real environment. Nothing flows back.
 *
 * @param tasks to be tried on
 * @param returns takes what everyone returns
 */
record Examination(
        TrainingData data, OfflineLearner learner, TaskData tasks, Trial trial, Returns returns) {

    /** Looks on while candidates are tried. */
    interface Onlooker {
        /** A candidate that takes steps has taken so many of them. */
        default void stepped(Candidate candidate, int steps) {}

        /** A candidate was tried. */
        void tried(Candidate candidate) throws IOException;
    }

    /** Behavior policies, their clones, and what the method itself is compared with. */
    void baselines(Onlooker onlooker) throws IOException {
        returns.behavior(data.test());
        List<Candidate> candidates = new ArrayList<>();
        Needs needs = data.config().needs();
        if (needs.clones().isPresent()) {
            candidates.add(
                    Candidate.of(
                            "clone",
                            new PolicyActor(
                                    needs.clones()
                                            .orElseThrow()
                                            .policy(tasks.observationSize(), tasks.actionSize()),
                                    tasks.clones().orElseThrow().policies())));
        }
        candidates.addAll(learner.baselines(tasks));
        String unused = tried(0, candidates, onlooker);
    }

    /** The learner as it is. A short line for people. */
    String examine(long step, Onlooker onlooker) throws IOException {
        return tried(step, learner.candidates(tasks), onlooker);
    }

    private String tried(long step, List<Candidate> candidates, Onlooker onlooker)
            throws IOException {
        List<String> scores = new ArrayList<>();
        try {
            for (Candidate candidate : candidates) {
                for (int taken = 1; taken <= candidate.steps(); taken++) {
                    if (taken == 1) {
                        onlooker.stepped(candidate, 0);
                    }
                    candidate.step();
                    onlooker.stepped(candidate, taken);
                }
                scores.add(returns.add(step, candidate.name(), trial.episodes(candidate.actor())));
                onlooker.tried(candidate);
            }
        } finally {
            candidates.forEach(Candidate::close);
        }
        return String.join(", ", scores);
    }
}
