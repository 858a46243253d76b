package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import merpo.datagen.snapshot.Snapshot;

/**
 * What holds of everything that learns step by step, asked by the test of each.
 *
 * @param directory for files
 * @param look what somebody does who looks between two steps: it draws nothing of the learner's
 */
public record LearnerLaws<L extends StepwiseLearner>(Path directory, Consumer<L> look) {

    /** Of what nobody looks at. */
    public static LearnerLaws<StepwiseLearner> of(Path directory) {
        return new LearnerLaws<>(directory, learner -> {});
    }

    /**
     * Of a learner over tasks.
     *
     * @param unseen tasks that it is tried on
     */
    public static LearnerLaws<OfflineLearner> of(Path directory, TaskData unseen) {
        return new LearnerLaws<>(
                directory,
                learner -> {
                    learner.candidates(unseen).forEach(Candidate::close);
                    assertThat(learner.findings(unseen)).doesNotContainNull();
                    assertThat(learner.diagnosis().keySet())
                            .containsExactlyElementsOf(learner.diagnoses());
                });
    }

    /**
     * One that was killed between two epochs ends with the bytes of one that was not.
     *
     * @param learners a fresh one of a seed
     */
    public void goesOnWithTheSameBytes(LongFunction<? extends L> learners) throws IOException {
        try (L whole = learners.apply(0);
                L again = learners.apply(0)) {
            epoch(whole, 0);
            Path between = directory.resolve("between");
            bytes(whole, between);
            epoch(whole, 1);
            again.restore(Snapshot.read(between));
            epoch(again, 1);
            assertThat(bytes(again, "again")).isEqualTo(bytes(whole, "whole"));
        }
    }

    /** Every draw follows from the seed. */
    public void drawsFollowFromTheSeed(LongFunction<? extends L> learners) throws IOException {
        try (L one = learners.apply(1);
                L same = learners.apply(1);
                L other = learners.apply(2)) {
            for (L each : List.of(one, same, other)) {
                epoch(each, 0);
            }
            assertThat(bytes(same, "same")).isEqualTo(bytes(one, "one"));
            assertThat(bytes(other, "other")).isNotEqualTo(bytes(one, "one"));
        }
    }

    /** A step returns the numbers that it names, and leaves nothing in memory; so does a look. */
    public void namesItsNumbersAndLeavesNothing(
            NDManager manager, LongFunction<? extends L> learners) {
        try (L learner = learners.apply(0)) {
            learner.step();
            int before = manager.getManagedArrays().size();
            assertThat(learner.step().keySet()).containsExactlyElementsOf(learner.metrics());
            look.accept(learner);
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    private void epoch(L learner, int epoch) {
        learner.begin(epoch);
        learner.step();
        look.accept(learner);
        learner.step();
    }

    private byte[] bytes(L learner, String name) throws IOException {
        return bytes(learner, directory.resolve(name));
    }

    /** All that a learner saves, which is left in the file. */
    public static byte[] bytes(StepwiseLearner learner, Path file) throws IOException {
        Snapshot snapshot = Snapshot.empty();
        learner.save(snapshot);
        snapshot.write(file);
        return Files.readAllBytes(file);
    }
}
