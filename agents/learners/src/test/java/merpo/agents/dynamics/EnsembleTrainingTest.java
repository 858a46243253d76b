package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import merpo.agents.Data;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.Test;

/** The rows that each member reads, epoch by epoch. */
class EnsembleTrainingTest {
    private static final EnsembleConfig CONFIG =
            new EnsembleConfig(
                    new EnsembleSizes(1, 1, 2, 1, 32), 1e-3, 0.01, 5, EnsembleConfig.UNLIMITED);
    private static final DynamicsNetwork NETWORK = new DynamicsNetwork(1, 1, 1, 1, 2);
    private static final int TRAINED = 80; // of 100

    private final ModelData data = numbered();
    private final EnsembleTraining task =
            new EnsembleTraining(0, CONFIG, data, Streams.of(0, "epochs", 0));

    private static ModelData numbered() {
        float[][] table = new float[100][];
        for (int row = 0; row < 100; row++) {
            table[row] = new float[] {row, 0, 0, row};
        }
        Standardization raw =
                new Standardization(
                        new double[2], new double[] {1, 1}, new double[2], new double[] {1, 1});
        return ModelData.of(0, Data.rows(table), raw, 2, Streams.of(0, "holdout", 0));
    }

    /** Rows of one epoch, [member]. */
    private List<List<Integer>> epoch() {
        List<List<Integer>> read = List.of(new ArrayList<>(), new ArrayList<>());
        do {
            int[][] rows = task.next();
            task.took(1);
            for (int member = 0; member < 2; member++) {
                for (int row : rows[member]) {
                    read.get(member).add(row);
                }
            }
        } while (!task.epochIsOver());
        task.judge(NETWORK, new float[NETWORK.size()], new double[] {1, 1});
        return read;
    }

    @Test
    void everyEpochReadsAMembersWholeResampleAndFillsTheLastBatchFromItsBeginning() {
        for (int round = 0; round < 2; round++) {
            List<List<Integer>> read = epoch();
            for (int member = 0; member < 2; member++) {
                List<Integer> rows = read.get(member);
                assertThat(rows).hasSize(96); // three batches of 32 for 80 rows
                assertThat(rows.subList(0, TRAINED))
                        .containsExactlyInAnyOrderElementsOf(resample(member));
                assertThat(rows.subList(TRAINED, 96)).isEqualTo(rows.subList(0, 16));
            }
        }
    }

    private List<Integer> resample(int member) {
        List<Integer> rows = new ArrayList<>();
        for (int row : data.resamples()[member]) {
            rows.add(row);
        }
        return rows;
    }

    @Test
    void membersDifferAndEveryEpochHasItsOwnOrder() {
        List<List<Integer>> first = epoch();
        List<List<Integer>> second = epoch();
        assertThat(Set.copyOf(resample(0)))
                .hasSizeLessThan(TRAINED)
                .isNotEqualTo(Set.copyOf(resample(1)));
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(second.get(1)).isNotEqualTo(first.get(1));
    }

    /** Errors 1 and 1, then 0.5 and 0.995 (not 1 % better), then 2 and 0.9. */
    @Test
    void eachMemberKeepsItsBestWeightsAndAllShareTheLatestBounds() {
        assertThat(judged(1, 1, 1)).isEqualTo(2);
        assertThat(judged(2, 0.5, 0.995)).isEqualTo(1);
        assertThat(judged(3, 2, 0.9)).isEqualTo(1);
        float[] best = task.best();
        assertThat(NETWORK.select(best, 0)).startsWith(2, 2).endsWith(3, 3, 3, 3);
        assertThat(NETWORK.select(best, 1)).startsWith(3, 3).endsWith(3, 3, 3, 3);
        assertThat(judged(4, 0.499, 0.899)).isZero();
        assertThat(NETWORK.select(task.best(), 0)).startsWith(2, 2).endsWith(4, 4, 4, 4);
    }

    /** Members that improved in an epoch after which all parameters are {@code value}. */
    private int judged(float value, double... error) {
        float[] weights = new float[NETWORK.size()];
        Arrays.fill(weights, value);
        task.next();
        task.took(1);
        return task.judge(NETWORK, weights, error).better();
    }
}
