package merpo.agents.mbml;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import merpo.agents.Data;
import merpo.agents.LearnerLaws;
import merpo.agents.context.FirstWeights;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictors of each task: what they see, learn and keep. */
class PredictorsTest {
    private static final MbmlConfig.Predictor PREDICTOR = new MbmlConfig.Predictor(1, 32, 0.05);
    private static final MbmlConfig.NextObservation PREDICTED = new MbmlConfig.Predicted(PREDICTOR);
    private static final ReplayBuffer WORLD =
            Data.uniform((s, a, random) -> new float[] {s + a, s * a}, 200, 0);
    private static final ReplayBuffer OTHER =
            Data.uniform((s, a, random) -> new float[] {s - a, 1}, 200, 1);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private Predictors learner(MbmlConfig.NextObservation next, ReplayBuffer... data) {
        MbmlConfig.PredictorStage config =
                new MbmlConfig.PredictorStage(
                        300, 64, 6e-3, 4, FirstWeights.PYTORCH, PREDICTOR, next);
        return new Predictors(manager, config, Data.tasks(List.of(data), 0));
    }

    private static void steps(Predictors predictors, int count) {
        for (int step = 0; step < count; step++) {
            predictors.step();
        }
    }

    /** Within the data they agree on s a; at s = 40 nobody knows, and they disagree. */
    @Test
    void theyAgreeWhereTheTaskHasRowsAndNowhereElse() {
        try (Predictors predictors = learner(PREDICTED, WORLD)) {
            steps(predictors, 600);
            try (Relabelling learned = predictors.relabelling()) {
                NDArray inputs =
                        manager.create(new float[] {0.5f, 0.8f, 40, 0.8f}, new Shape(1, 1, 2, 2));
                PredictionEnsemble.Prediction reward = learned.rewards().at(inputs);
                assertThat(reward.mean().getFloat(0, 0, 0)).isBetween(0.3f, 0.5f); // 0.4
                assertThat(reward.believed().toFloatArray()).containsExactly(1, 0);
                float next = learned.successors().orElseThrow().at(inputs).mean().getFloat(0, 0, 0);
                assertThat(next).isBetween(1.2f, 1.4f); // 1.3, the state itself and no change
            }
        }
    }

    /** A task's members draw its own rows, whatever the other tasks are. */
    @Test
    void aTasksPredictorsDoNotDependOnTheOthers() {
        try (Predictors one = learner(new MbmlConfig.Kept(), WORLD);
                Predictors two = learner(new MbmlConfig.Kept(), WORLD, OTHER)) {
            steps(one, 5);
            steps(two, 5);
            float[] alone = one.reward().parameters().toArray();
            float[] both = two.reward().parameters().toArray();
            assertThat(Arrays.copyOf(both, alone.length)).containsExactly(alone);
            assertThat(one.metrics()).containsExactly("reward_loss");
        }
    }

    @Test
    void membersBeginApart() {
        try (Predictors predictors = learner(new MbmlConfig.Kept(), WORLD)) {
            float[] head = predictors.reward().constant().get(3).toFloatArray(); // biases
            assertThat(head).hasSize(4).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoWasKilledGoesOnWithTheSameBytes() throws Exception {
        LearnerLaws.of(directory).goesOnWithTheSameBytes(seed -> learner(PREDICTED, WORLD, OTHER));
    }
}
