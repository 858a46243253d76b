package merpo.datagen.generate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;

/**
 * Which of a task's policies act for a quality, each for an equal part of the rows. Replay data are
 * a training's own up to the medium policy, which is all that is chosen for them.
 *
 * @param band shares of the final return that the quality asks for (PAPERS.md, A26); empty where it
 *     asks for none
 * @param parts places among the task's kept checkpoints; {@link #UNIFORM} for uniform actions
 */
record CheckpointChoice(Optional<QualitySource.Band> band, List<Integer> parts) {
    static final int UNIFORM = -1;

    CheckpointChoice {
        parts = List.copyOf(parts);
    }

    static CheckpointChoice of(Quality quality, Zoo.Entry entry) {
        return switch (quality) {
            case RANDOM -> new CheckpointChoice(Optional.empty(), List.of(UNIFORM));
            case BAD, MEDIUM, GOOD, EXPERT ->
                    new CheckpointChoice(quality.band(), List.of(entry.nearest(quality)));
            case MIXED -> new CheckpointChoice(Optional.empty(), between(entry));
            case MEDIUM_EXPERT ->
                    new CheckpointChoice(
                            Optional.empty(), List.of(entry.nearest(Quality.MEDIUM), entry.last()));
            case REPLAY ->
                    new CheckpointChoice(Optional.empty(), List.of(entry.nearest(Quality.MEDIUM)));
            case UNKNOWN ->
                    throw new IllegalArgumentException(
                            "Quality \"unknown\" is for imported data; ask for another one");
        };
    }

    /** Whether the policy that acts returns what the quality asks for. */
    boolean fits(Zoo.Entry entry) {
        return band.map(b -> b.holds(entry.kept().get(parts.get(0)).share())).orElse(true);
    }

    /** From bad to good: all but the untrained and the final one. */
    private static List<Integer> between(Zoo.Entry entry) {
        List<Integer> places = IntStream.range(1, entry.last()).boxed().toList();
        return places.isEmpty() ? List.of(entry.last()) : places;
    }
}
