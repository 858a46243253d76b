package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import merpo.agents.Data;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rows of state, action, reward, successor. */
class ContextRowsTest {
    private static final ReplayBuffer ONE = Data.rows(new float[] {1, 2, 3, 4});
    private static final ReplayBuffer MANY =
            Data.uniform((s, a, random) -> new float[] {s + a, 0}, 50, 0);

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray draw(ContextRows rows, ReplayBuffer... data) {
        return rows.draw(List.of(data), Streams.perTask(0, "context", data.length), manager);
    }

    @Test
    void aTransitionIsStateActionRewardAndSuccessorWhereAskedFor() {
        assertThat(draw(new ContextRows(1, true), ONE).toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(draw(new ContextRows(1, false), ONE).toFloatArray()).containsExactly(1, 2, 3);
        assertThat(new ContextRows(1, true).width(17, 6)).isEqualTo(17 + 6 + 1 + 17);
        assertThat(new ContextRows(1, false).width(17, 6)).isEqualTo(17 + 6 + 1);
    }

    /** What a task draws does not depend on those beside it. */
    @Test
    void everyTaskDrawsFromItsOwnStream() {
        ContextRows rows = new ContextRows(5, true);
        NDArray both = draw(rows, MANY, ONE);
        assertThat(both.getShape()).isEqualTo(new Shape(2, 5, 4));
        assertThat(Arrays.copyOf(both.toFloatArray(), 20))
                .containsExactly(draw(rows, MANY).toFloatArray());
    }

    @Test
    void fewerRowsThanAContextAreRefused() {
        new ContextRows(50, true).requireEnough("test", List.of(50));
        assertThatThrownBy(() -> new ContextRows(51, true).requireEnough("test", List.of(50, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "50 transitions in the data of test task 0; must be at least the 51 of a context. Give longer data, or set learning.batch.context.rows to at most 50");
        assertThatThrownBy(
                        () -> new ContextRows(50, true).requireEnough("training", List.of(50), 1))
                .hasMessage(
                        "50 transitions in the data of training task 0; must be at least the 50 of a context and 1 apart from it. Give longer data, or set learning.batch.context.rows to at most 49");
        assertThatThrownBy( // a finished learner takes no settings any more
                        () -> new ContextRows(51, true).requireEnough(ContextRows.NEW, List.of(50)))
                .hasMessageEndingWith("must be at least the 51 of a context. Give longer data");
        assertThatThrownBy(() -> new ContextRows(0, true))
                .hasMessage("context.rows is 0, must be at least 1");
    }
}
