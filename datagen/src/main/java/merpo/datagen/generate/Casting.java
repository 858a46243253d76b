package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;

/**
 * Which of a task's policies act for a quality, each for an equal part of the rows.
 *
 * @param band shares of the final return that the quality asks for (facts/algorithms.md, A26);
 *     empty where it asks for none
 * @param parts places among the task's kept checkpoints; {@link #UNIFORM} for uniform actions
 */
record Casting(Optional<QualitySource.Band> band, List<Integer> parts) {
    static final int UNIFORM = -1;

    Casting {
        parts = List.copyOf(parts);
    }

    static Casting of(Quality quality, Zoo.Entry entry) {
        return switch (quality) {
            case RANDOM -> new Casting(Optional.empty(), List.of(UNIFORM));
            case BAD -> within(0.1, 0.3, entry);
            case MEDIUM -> within(0.4, 0.6, entry);
            case GOOD -> within(0.7, 0.85, entry);
            case EXPERT -> within(0.95, 1.05, entry);
            case MIXED -> new Casting(Optional.empty(), between(entry));
            case MEDIUM_EXPERT ->
                    new Casting(
                            Optional.empty(),
                            List.of(
                                    within(0.4, 0.6, entry).parts().get(0),
                                    entry.kept().size() - 1));
            case REPLAY ->
                    throw new IllegalArgumentException(
                            "Quality \"replay\" is what a training saw up to its medium level, and shipped policies have no"
                                    + " training with them. Take \"mixed\", its stand-in");
            case UNKNOWN ->
                    throw new IllegalArgumentException(
                            "Quality \"unknown\" is for imported data; ask for another one");
        };
    }

    /** Whether the policy that acts returns what the quality asks for. */
    boolean fits(Zoo.Entry entry) {
        return band.map(
                        b -> {
                            double share = entry.kept().get(parts.get(0)).share();
                            return share >= b.low() && share <= b.high();
                        })
                .orElse(true);
    }

    private static Casting within(double low, double high, Zoo.Entry entry) {
        double middle = Math.min(1, (low + high) / 2);
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < entry.kept().size(); place++) {
            places.add(place);
        }
        int nearest =
                places.stream()
                        .min(
                                Comparator.comparingDouble(
                                        place ->
                                                Math.abs(entry.kept().get(place).share() - middle)))
                        .orElseThrow();
        return new Casting(Optional.of(new QualitySource.Band(low, high)), List.of(nearest));
    }

    /** From bad to good: all but the untrained and the final one. */
    private static List<Integer> between(Zoo.Entry entry) {
        List<Integer> places = new ArrayList<>();
        for (int place = 1; place < entry.kept().size() - 1; place++) {
            places.add(place);
        }
        return places.isEmpty() ? List.of(entry.kept().size() - 1) : places;
    }
}
