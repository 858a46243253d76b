package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ParameterStackTest {
    /** Six numbers per task: a weight of 1 x 2 x 2 and a bias of 1 x 1 x 2. */
    private static final List<Shape> BLOCKS = List.of(new Shape(1, 2, 2), new Shape(1, 1, 2));

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ParameterStack stack(float... values) {
        return ParameterStack.of(manager, values, BLOCKS);
    }

    /** Task t holds 10 t + 1 ... 10 t + 6. */
    private ParameterStack tasks(int count) {
        float[] values = new float[6 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 * (i / 6) + i % 6 + 1;
        }
        return stack(values);
    }

    @Test
    void viewsAreTheBlocksOfEachTask() {
        NDList views = tasks(2).constant();
        assertThat(views.get(0).getShape()).isEqualTo(new Shape(2, 1, 2, 2));
        assertThat(views.get(0).toFloatArray()).containsExactly(1, 2, 3, 4, 11, 12, 13, 14);
        assertThat(views.get(1).getShape()).isEqualTo(new Shape(2, 1, 1, 2));
        assertThat(views.get(1).toFloatArray()).containsExactly(5, 6, 15, 16);
    }

    @Test
    void viewsFollowEveryLaterChange() {
        ParameterStack stack = tasks(2);
        NDList views = stack.constant();
        stack.values().addi(100);
        assertThat(views.get(1).toFloatArray()).containsExactly(105, 106, 115, 116);
        stack.assign(tasks(2));
        assertThat(views.get(1).toFloatArray()).containsExactly(5, 6, 15, 16);
        stack.scatter(new int[] {1}, stack(9, 9, 9, 9, 9, 9));
        assertThat(views.get(1).toFloatArray()).containsExactly(5, 6, 9, 9);
    }

    /** The networks of all tasks are to be one batch: no gaps between them. */
    @Test
    void aBlockOfAllTasksLiesTogether() {
        assertThat(tasks(2).values().toFloatArray())
                .containsExactly(1, 2, 3, 4, 11, 12, 13, 14, 5, 6, 15, 16);
        assertThat(tasks(2).toArray()).containsExactly(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
    }

    @Test
    void gatheredRowsComeInOrderAndAsOftenAsNamed() {
        ParameterStack gathered = tasks(3).gather(2, 0, 2);
        assertThat(gathered.tasks()).isEqualTo(3);
        assertThat(gathered.toArray())
                .containsExactly(21, 22, 23, 24, 25, 26, 1, 2, 3, 4, 5, 6, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void aCopyIsACopy() {
        ParameterStack stack = tasks(1);
        ParameterStack copy = stack.copy();
        ParameterStack gathered = stack.gather(0);
        ParameterStack mean = stack.mean();
        stack.values().muli(0);
        for (ParameterStack other : List.of(copy, gathered, mean)) {
            assertThat(other.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void scatteringIsTheInverseOfGathering() {
        ParameterStack stack = tasks(3);
        ParameterStack part = stack.gather(2, 1);
        stack.values().muli(0);
        stack.scatter(new int[] {2, 1}, part);
        assertThat(stack.toArray())
                .containsExactly(0, 0, 0, 0, 0, 0, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26);
    }

    @Test
    void oneTaskIsRepeated() {
        assertThat(tasks(1).repeat(2).toArray())
                .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
    }

    /** Of rows that start at 1 and 11: 6, 7, 8, ... */
    @Test
    void theMeanRunsOverTasks() {
        ParameterStack mean = tasks(2).mean();
        assertThat(mean.tasks()).isEqualTo(1);
        assertThat(mean.toArray()).containsExactly(6, 7, 8, 9, 10, 11);
    }

    /** 0.75 * (1 ... 6) + 0.25 * 10. */
    @Test
    void trackingMovesPartOfTheWay() {
        ParameterStack slow = tasks(1);
        slow.track(stack(10, 10, 10, 10, 10, 10), 0.25);
        assertThat(slow.toArray())
                .containsExactly(new float[] {3.25f, 4, 4.75f, 5.5f, 6.25f, 7}, within(1e-6f));
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> stack(1, 2, 3, 4, 5, 6, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("7 parameters do not make whole rows of 6");
        assertThatThrownBy(() -> stack()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tasks(2).assign(tasks(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stack of 1 x 6 numbers, expected 2 x 6");
        assertThatThrownBy(() -> tasks(2).track(tasks(1), 0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stack of 1 x 6 numbers, expected 2 x 6");
        assertThatThrownBy(() -> tasks(3).scatter(new int[] {0, 1}, tasks(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stack of 1 x 6 numbers, expected 2 x 6");
    }

    @Test
    void networksOfAnotherShapeAreRefused() {
        ParameterStack flat = ParameterStack.of(manager, new float[6], List.of(new Shape(1, 6)));
        assertThatThrownBy(() -> tasks(1).assign(flat)).isInstanceOf(IllegalStateException.class);
        ParameterStack small = ParameterStack.of(manager, new float[4], List.of(new Shape(1, 4)));
        assertThatThrownBy(() -> tasks(1).track(small, 0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stack of 1 x 4 numbers, expected 1 x 6");
    }

    @Test
    void tasksThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> tasks(2).gather(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tasks(2).gather(0, -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tasks(2).scatter(new int[] {2}, tasks(1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
