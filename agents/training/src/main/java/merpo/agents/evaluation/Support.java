package merpo.agents.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.replay.TaskBatches;

/**
 * How near to the data actions stay. At some states of a task the pair of state and chosen action
 * is compared with all other pairs of the data: is it farther from the nearest of them than the
 * data's own pair is? Every entry is measured in its standard deviation over the task's data. Who
 * draws actions as the data were drawn is farther half of the time.
 */
public final class Support {
    private static final int PAIRS = 4000; // of a task, to be near to
    private static final int STATES = 256; // of a task, to act in

    private final List<Pairs> tasks;

    /**
     * One actor in one task.
     *
     * @param share of states where the chosen pair is farther from the data than the data's own
     * @param ratio of the mean distance of chosen pairs to that of the data's own
     */
    public record Distance(double share, double ratio) {}

    private Support(List<Pairs> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /**
     * At states and pairs that follow from the seeds: at most 256 and 4000 of a task, as many
     * states of each.
     *
     * @param data of each task
     * @throws IllegalArgumentException where a task has one row, to which no other is near
     */
    public static Support of(List<ReplayBuffer> data, Seeds seeds) {
        int least = data.stream().mapToInt(ReplayBuffer::size).min().orElseThrow();
        if (least < 2) {
            throw new IllegalArgumentException(
                    "a task with %d rows, must be at least 2: distances are to the other rows. Give longer data"
                            .formatted(least));
        }
        List<RandomGenerator> randoms = seeds.streams("support");
        return new Support(
                IntStream.range(0, data.size())
                        .mapToObj(
                                task ->
                                        Pairs.of(
                                                data.get(task),
                                                Math.min(STATES, least),
                                                randoms.get(task)))
                        .toList());
    }

    /** Of each task, by the actions that are chosen now. */
    public List<Distance> of(Actor actor) {
        int n = tasks.get(0).observationSize();
        int states = tasks.get(0).own().length;
        float[] observations = new float[tasks.size() * states * n];
        for (int task = 0; task < tasks.size(); task++) {
            tasks.get(task).states(observations, task * states);
        }
        float[] actions = Precision.FP32.during(() -> actor.act(observations)).actions();
        int each = actions.length / tasks.size();
        return IntStream.range(0, tasks.size())
                .mapToObj(
                        task ->
                                tasks.get(task)
                                        .compare(
                                                Arrays.copyOfRange(
                                                        actions, task * each, (task + 1) * each)))
                .toList();
    }

    /**
     * Pairs of state and action of one task, in units of their deviations.
     *
     * @param rows as they are, [pairs][obs + act]
     * @param deviations of each entry; 1 where there is none
     * @param own distance of each of the first pairs to the nearest other
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Pairs(int observationSize, float[][] rows, double[] deviations, double[] own) {

        static Pairs of(ReplayBuffer buffer, int states, RandomGenerator random) {
            int n = buffer.observationSize();
            int m = buffer.actionSize();
            int pairs = Math.min(PAIRS, buffer.size());
            int[] drawn = TaskBatches.distinct(pairs, buffer.size(), random);
            float[][] rows = new float[drawn.length][n + m];
            float[] action = new float[m];
            for (int row = 0; row < rows.length; row++) {
                buffer.observation(drawn[row], rows[row], 0);
                buffer.action(drawn[row], action, 0);
                System.arraycopy(action, 0, rows[row], n, m);
            }
            Pairs made = new Pairs(n, rows, deviations(rows), new double[states]);
            for (int state = 0; state < states; state++) {
                made.own[state] = made.nearest(state, rows[state]);
            }
            return made;
        }

        private static double[] deviations(float[][] rows) {
            double[] deviations = new double[rows[0].length];
            for (int entry = 0; entry < deviations.length; entry++) {
                int at = entry;
                double mean = Arrays.stream(rows).mapToDouble(row -> row[at]).average().orElse(0);
                double variance =
                        Arrays.stream(rows)
                                .mapToDouble(row -> (row[at] - mean) * (row[at] - mean))
                                .average()
                                .orElse(0);
                deviations[entry] = variance > 0 ? Math.sqrt(variance) : 1;
            }
            return deviations;
        }

        /** Distance of a pair to the nearest row but the one that it takes the place of. */
        private double nearest(int place, float[] pair) {
            double least = Double.POSITIVE_INFINITY;
            for (int row = 0; row < rows.length; row++) {
                if (row != place) {
                    least = Math.min(least, square(rows[row], pair, least));
                }
            }
            return Math.sqrt(least);
        }

        /** The squared distance, or something above the limit. */
        private double square(float[] a, float[] b, double limit) {
            double sum = 0;
            for (int entry = 0; entry < a.length && sum <= limit; entry++) {
                double difference = (a[entry] - b[entry]) / deviations[entry];
                sum += difference * difference;
            }
            return sum;
        }

        /** Copies the states to act in, the first to a place of an array of observations. */
        void states(float[] target, int first) {
            for (int state = 0; state < own.length; state++) {
                System.arraycopy(
                        rows[state], 0, target, (first + state) * observationSize, observationSize);
            }
        }

        Distance compare(float[] actions) {
            int m = actions.length / own.length;
            int farther = 0;
            double chosen = 0;
            double data = 0;
            for (int state = 0; state < own.length; state++) {
                float[] pair = rows[state].clone();
                System.arraycopy(actions, state * m, pair, observationSize, m);
                double distance = nearest(state, pair);
                farther += distance > own[state] ? 1 : 0;
                chosen += distance;
                data += own[state];
            }
            return new Distance((double) farther / own.length, chosen / data);
        }
    }
}
