package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import merpo.agents.Data;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rows that know their number: which are trained on, which are held out. */
class ModelDataTest {
    private static final Standardization RAW =
            new Standardization(
                    new double[2], new double[] {1, 1}, new double[2], new double[] {1, 1});

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static ModelData numbered(int first, int rows, int members) {
        float[][] table = new float[rows][];
        for (int row = 0; row < rows; row++) {
            table[row] = new float[] {first + row, 0, 0, first + row};
        }
        return ModelData.of(
                3, Data.rows(table), RAW, members, Streams.of(first, "model holdout", 0));
    }

    /** The numbers of all rows that a member ever draws. */
    private Set<Integer> drawn(ModelData data, int members, int member) {
        int batch = 20_000;
        ModelData.Pairs pairs =
                ModelData.draw(manager, List.of(data), Streams.perTask(0, "draws", 1), batch);
        assertThat(pairs.input().getShape().getShape()).containsExactly(1, members, batch, 2);
        return numbers(pairs.input().toFloatArray(), member * batch, batch);
    }

    private static Set<Integer> numbers(float[] input, int first, int rows) {
        Set<Integer> numbers = new TreeSet<>();
        for (int row = first; row < first + rows; row++) {
            numbers.add((int) input[row * 2]);
        }
        return numbers;
    }

    private Set<Integer> held(ModelData data) {
        float[] input = data.heldOut(manager).input().toFloatArray();
        return numbers(input, 0, input.length / 2);
    }

    @Test
    void aFifthIsHeldOutAndNeverTrainedOn() {
        ModelData data = numbered(0, 100, 3);
        assertThat(held(data)).hasSize(20);
        for (int member = 0; member < 3; member++) {
            assertThat(drawn(data, 3, member)).isNotEmpty().doesNotContainAnyElementsOf(held(data));
        }
    }

    @Test
    void atMostAThousandRowsAreHeldOut() {
        assertThat(held(numbered(0, 6000, 1))).hasSize(1000);
    }

    /** A resample of n rows holds about 1 - 1/e = 63 % of them. */
    @Test
    void eachMemberTrainsOnItsOwnBootstrapResample() {
        ModelData data = numbered(0, 1250, 2);
        Set<Integer> first = drawn(data, 2, 0);
        Set<Integer> second = drawn(data, 2, 1);
        assertThat(first.size()).isBetween(590, 670); // of 1000
        assertThat(second.size()).isBetween(590, 670);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void poolingTasksKeepsTheirHoldouts() {
        ModelData one = numbered(0, 50, 2);
        ModelData two = numbered(1000, 100, 2);
        ModelData pool = ModelData.pool(List.of(one, two), 2, Streams.of(0, "pool", 0));
        Set<Integer> both = new TreeSet<>(held(one));
        both.addAll(held(two));
        assertThat(held(pool)).isEqualTo(both);
        assertThat(drawn(pool, 2, 0))
                .doesNotContainAnyElementsOf(both)
                .anyMatch(row -> row < 1000)
                .anyMatch(row -> row >= 1000);
    }

    @Test
    void lessThanFiveTransitionsAreNoDataset() {
        assertThat(held(numbered(0, 5, 2))).hasSize(1);
        assertThatThrownBy(() -> numbered(0, 4, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The dataset of task 3 has 4 transitions, must be at least 5: a fifth is held out to rank the model's members. Give it more episodes");
    }

    @Test
    void aNumberThatIsNotOneIsFoundInTheData() {
        float[][] table = new float[6][4];
        table[5] = new float[] {0, 0, Float.NaN, 0};
        assertThatThrownBy(
                        () ->
                                ModelData.of(
                                        3, Data.rows(table), RAW, 1, Streams.of(0, "holdout", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The dataset of task 3, row 5: reward[0] is NaN, must be finite");
    }
}
