package merpo.datagen.behavior;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;

/**
 * Which checkpoints of one task are worth keeping: the untrained one, the best of the last quarter,
 * and between them some near certain shares of its return. The curve of a few episodes suggests
 * candidates; each is measured anew, and where no measured one lies within a quality's band, more
 * are tried. Places count checkpoints from 0.
 */
final class Choice {
    /**
     * The middles of the bands bad, medium and good (PAPERS.md, A26), and what lies between them
     * for mixed data.
     */
    private static final double[] SHARES = {0.1, 0.2, 0.35, 0.5, 0.65, 0.775, 0.9};

    private static final List<QualitySource.Band> BANDS =
            Stream.of(Quality.BAD, Quality.MEDIUM, Quality.GOOD)
                    .map(quality -> quality.band().orElseThrow())
                    .toList();
    private static final int MOST_TRIES = 8; // for each band
    private static final int CANDIDATES = 3; // for the best

    private final double[] curve;
    private final double random;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private final Set<Integer> sure = new HashSet<>(); // of these, to be kept
    private final Map<Integer, Measured> measured = new HashMap<>();
    private final int[] tries = new int[BANDS.size()];
    private int best = -1; // known when all candidates are measured

    /**
     * Returns of one checkpoint.
     *
     * @param mean of stochastic episodes
     * @param deviation of these
     * @param deterministic mean of deterministic episodes
     */
    record Measured(double mean, double deviation, double deterministic) {}

    /**
     * @param curve return of each checkpoint, roughly
     * @param random return of uniform actions
     */
    Choice(double[] curve, double random) {
        this.curve = curve;
        this.random = random;
        int last = curve.length - 1;
        IntStream.rangeClosed(last - last / 4, last)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> curve[place]).reversed())
                .limit(CANDIDATES)
                .forEach(wanted::add);
    }

    /** The one measured best is the final one; the others are chosen by shares of its return. */
    private void crown() {
        best =
                measured.keySet().stream()
                        .max(Comparator.comparingDouble(place -> measured.get(place).mean()))
                        .orElseThrow();
        sure.add(0);
        sure.add(best);
        for (double share : SHARES) {
            double value = random + share * (curve[best] - random);
            sure.add(nearest(value, IntStream.range(0, best)).orElse(0));
        }
        wanted.addAll(sure);
    }

    /** The checkpoint to measure next; empty when all is known. */
    OptionalInt next() {
        return wanted.stream()
                .mapToInt(place -> place)
                .filter(place -> !measured.containsKey(place))
                .findFirst();
    }

    /** Takes what was measured; when all is, asks for more where a band has none inside. */
    void measured(int place, Measured found) {
        measured.put(place, found);
        if (next().isEmpty() && best < 0) {
            crown();
        }
        if (next().isPresent() || best() <= random) {
            return;
        }
        for (int k = 0; k < BANDS.size(); k++) {
            QualitySource.Band band = BANDS.get(k);
            if (tries[k] < MOST_TRIES
                    && measured.keySet().stream().noneMatch(known -> band.holds(share(known)))) {
                tries[k]++;
                nearest(
                                random + band.middle() * (best() - random),
                                IntStream.range(0, curve.length)
                                        .filter(other -> !measured.containsKey(other)))
                        .ifPresent(wanted::add);
            }
        }
    }

    private OptionalInt nearest(double value, IntStream places) {
        return places.boxed()
                .min(Comparator.comparingDouble(place -> Math.abs(curve[place] - value)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    Measured measured(int place) {
        return measured.get(place);
    }

    /** Measured return of the best. */
    double best() {
        return measured.get(best).mean();
    }

    /** Measured return between random, 0, and the best, 1. */
    double share(int place) {
        return (measured.get(place).mean() - random) / (best() - random);
    }

    /** What is worth keeping, ascending, the best last. */
    List<Integer> kept() {
        TreeSet<Integer> kept = new TreeSet<>(sure);
        for (QualitySource.Band band : BANDS) {
            if (sure.stream().noneMatch(place -> band.holds(share(place)))) {
                measured.keySet().stream()
                        .filter(place -> band.holds(share(place)))
                        .min(
                                Comparator.comparingDouble(
                                        place -> Math.abs(share(place) - band.middle())))
                        .ifPresent(kept::add);
            }
        }
        kept.remove(best);
        List<Integer> places = new ArrayList<>(kept);
        places.add(best);
        return places;
    }
}
