package merpo.datagen.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * One random stream for several lanes that go at their own pace: at each step each gets the draws
 * that were its own if one drew for all, lane after lane. Whoever comes first to a step draws for
 * all, so nobody waits for another.
 */
final class SharedDraws {
    private final RandomGenerator source;
    private final int[] widths; // draws of each lane at a step
    private final List<Deque<double[]>> drawn = new ArrayList<>(); // of each lane, not yet taken

    /**
     * @param source drawn from here alone from now on
     * @param widths draws of each lane at every step, all of one kind
     */
    SharedDraws(RandomGenerator source, int... widths) {
        this.source = source;
        this.widths = widths.clone();
        for (int lane = 0; lane < widths.length; lane++) {
            drawn.add(new ArrayDeque<>());
        }
    }

    /** The stream as one lane sees it; for one thread. */
    RandomGenerator of(int lane) {
        return new Share(lane);
    }

    private synchronized double[] take(int lane, ToDoubleFunction<RandomGenerator> draw) {
        if (drawn.get(lane).isEmpty()) {
            for (int each = 0; each < widths.length; each++) {
                double[] step = new double[widths[each]];
                for (int i = 0; i < step.length; i++) {
                    step[i] = draw.applyAsDouble(source);
                }
                drawn.get(each).add(step);
            }
        }
        return drawn.get(lane).remove();
    }

    /** Of one lane: numbers of the kinds that actors draw. */
    private final class Share implements RandomGenerator {
        private final int lane;
        private double[] step = {};
        private int at;

        Share(int lane) {
            this.lane = lane;
        }

        private double next(ToDoubleFunction<RandomGenerator> draw) {
            if (at == step.length) {
                step = take(lane, draw);
                at = 0;
            }
            return step[at++];
        }

        @Override
        public double nextGaussian() {
            return next(RandomGenerator::nextGaussian);
        }

        @Override
        public float nextFloat() {
            return (float) next(RandomGenerator::nextFloat);
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException(
                    "lanes share numbers of N(0, 1) and of [0, 1), not bits");
        }
    }
}
