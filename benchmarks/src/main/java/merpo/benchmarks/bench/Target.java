package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What ours is to reach.
 *
 * @param better more or less than the bound
 * @param bound itself reached
 * @param of what is bounded, as the end of a sentence, such as {@code x envpool}
 * @param number the number that is bounded; empty where something for it was not measured
 */
public record Target(Unit.Better better, double bound, String of, Quantity number) {
    /** A number made of our measurement and of all. */
    @FunctionalInterface
    public interface Quantity {
        OptionalDouble of(Measurement ours, List<Measurement> all);
    }

    /** So many times another's number. */
    public static Target times(double factor, String contender, Work theirs, String name) {
        return new Target(
                theirs.unit().better(),
                factor,
                "x " + name,
                (ours, all) ->
                        Measurement.best(all, theirs, contender)
                                .map(other -> OptionalDouble.of(ours.best() / other.best()))
                                .orElse(OptionalDouble.empty()));
    }

    /** In words: {@code "reached: ..."}, {@code "missed: ..."}, {@code "unknown: ..."}. */
    String verdict(Work work, String ours, List<Measurement> all) {
        String law = String.format(Locale.ROOT, "%s %.2f %s", better.sign(), bound, of);
        OptionalDouble reached =
                Measurement.best(all, work, ours)
                        .map(measurement -> number.of(measurement, all))
                        .orElse(OptionalDouble.empty());
        return reached.isEmpty()
                ? "unknown: " + law
                : String.format(
                        Locale.ROOT,
                        "%s: %.3f, %s",
                        better.holds(reached.getAsDouble(), bound) ? "reached" : "missed",
                        reached.getAsDouble(),
                        law);
    }

    /** A clause for each of a work's targets. */
    public static String verdicts(Work work, String ours, List<Measurement> all) {
        return String.join(
                "; ",
                work.targets().stream().map(target -> target.verdict(work, ours, all)).toList());
    }
}
