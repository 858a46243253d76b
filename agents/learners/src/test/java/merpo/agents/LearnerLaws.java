package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.snapshot.Snapshot;

/**
 * What holds of every learner over tasks, asked by the test of each.
 *
 * @param directory for files
 * @param unseen tasks that it is tried on
 */
public record LearnerLaws(Path directory, TaskData unseen) {

    /** A fresh learner of a seed. */
    @FunctionalInterface
    public interface Opening {
        OfflineLearner open(long seed);
    }

    /** One that was killed between two epochs ends with the bytes of one that was not. */
    public void goesOnWithTheSameBytes(Opening learners) throws IOException {
        try (OfflineLearner whole = learners.open(0);
                OfflineLearner again = learners.open(0)) {
            epoch(whole, 0);
            bytes(whole, "between");
            epoch(whole, 1);
            again.restore(Snapshot.read(directory.resolve("between")));
            epoch(again, 1);
            assertThat(bytes(again, "again")).isEqualTo(bytes(whole, "whole"));
        }
    }

    /** Every draw follows from the seed. */
    public void drawsFollowFromTheSeed(Opening learners) throws IOException {
        try (OfflineLearner one = learners.open(1);
                OfflineLearner same = learners.open(1);
                OfflineLearner other = learners.open(2)) {
            for (OfflineLearner each : List.of(one, same, other)) {
                epoch(each, 0);
            }
            assertThat(bytes(same, "same")).isEqualTo(bytes(one, "one"));
            assertThat(bytes(other, "other")).isNotEqualTo(bytes(one, "one"));
        }
    }

    /** A step returns the numbers that it names, and leaves nothing in memory; so does a look. */
    public void namesItsNumbersAndLeavesNothing(NDManager manager, Opening learners) {
        try (OfflineLearner learner = learners.open(0)) {
            learner.step();
            int before = manager.getManagedArrays().size();
            assertThat(learner.step().keySet()).containsExactlyElementsOf(learner.metrics());
            Map<String, Double> seen = look(learner);
            assertThat(seen.keySet()).containsExactlyElementsOf(learner.diagnoses());
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    /** Two steps between which somebody looks: that draws nothing of the learner's. */
    private void epoch(OfflineLearner learner, int epoch) {
        learner.begin(epoch);
        learner.step();
        look(learner);
        learner.step();
    }

    private Map<String, Double> look(OfflineLearner learner) {
        learner.candidates(unseen).forEach(Candidate::close);
        assertThat(learner.findings(unseen)).doesNotContainNull();
        return learner.diagnosis();
    }

    private byte[] bytes(OfflineLearner learner, String name) throws IOException {
        Path file = directory.resolve(name);
        Snapshot snapshot = Snapshot.empty();
        learner.save(snapshot);
        snapshot.write(file);
        return Files.readAllBytes(file);
    }
}
