package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CriticTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray rows(float... values) {
        return manager.create(values, new Shape(1, values.length, 1));
    }

    /**
     * Three heads share the hidden unit h = relu(s + 2 a + 3 z) and are h, -h, 2 h + 0.5. In the
     * rows (1, 2, 3) and (-1, 0, 0) h is 14 and 0.
     */
    @Test
    void everyHeadHasItsValueInEveryRow() {
        Critic critic = new Critic(3, 3, List.of(1));
        float[] values = {1, 2, 3, 1, 2, 3, 1, 2, 3, 0, 0, 0, 1, -1, 2, 0, 0, 0.5f};
        ParameterStack stack = ParameterStack.of(manager, values, critic.blocks());
        List<NDArray> parts = List.of(rows(1, -1), rows(2, 0), rows(3, 0));
        NDArray found = critic.values(parts, stack.constant());
        assertThat(found.getShape()).isEqualTo(new Shape(1, 3, 2));
        assertThat(found.toFloatArray()).containsExactly(14, 0, -14, 0, 28.5f, 0.5f);
        NDArray smallest = critic.smaller(parts, stack.constant());
        assertThat(smallest.getShape()).isEqualTo(new Shape(1, 2));
        assertThat(smallest.toFloatArray()).containsExactly(-14, 0);
    }

    /** Of two tasks, whose heads are h and -h, and 3 h and -h, where h = relu(s). */
    @Test
    void theFirstHeadCanBeAskedAlone() {
        Critic critic = new Critic(1, 2, List.of(1));
        float[] values = {1, 1, 0, 0, 1, -1, 0, 0, 1, 1, 0, 0, 3, -1, 0, 0};
        ParameterStack stack = ParameterStack.of(manager, values, critic.blocks());
        NDArray s = manager.create(new float[] {5, -5, 7, 2}, new Shape(2, 2, 1));
        NDArray found = critic.first(List.of(s), stack.constant());
        assertThat(found.getShape()).isEqualTo(new Shape(2, 2));
        assertThat(found.toFloatArray()).containsExactly(5, 0, 21, 6);
    }

    /** V(s) = 2 relu(s) - 1. */
    @Test
    void aCriticOfStatesHasOnePartAndOneHead() {
        Critic critic = new Critic(1, 1, List.of(1));
        ParameterStack stack =
                ParameterStack.of(manager, new float[] {1, 0, 2, -1}, critic.blocks());
        NDArray found = critic.values(List.of(rows(3, -1)), stack.constant());
        assertThat(found.getShape()).isEqualTo(new Shape(1, 1, 2));
        assertThat(found.toFloatArray()).containsExactly(5, -1);
    }

    @Test
    void twinsReadObservationAndAction() {
        assertThat(Critic.twin(17, 6, 3, 256)).isEqualTo(new Critic(23, 2, List.of(256, 256, 256)));
    }

    @Test
    void aCriticWithoutAHeadIsRefused() {
        assertThatThrownBy(() -> new Critic(1, 0, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Critic.heads is 0, must be at least 1");
    }
}
