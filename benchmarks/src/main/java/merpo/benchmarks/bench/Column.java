package merpo.benchmarks.bench;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A column of a table.
 *
 * @param <T> what a row is of: a {@link Measurement} in a file, a {@link Work} on the terminal
 * @param value made of that and of all measurements
 */
public record Column<T>(String name, BiFunction<T, List<Measurement>, Object> value) {
    /** The best round. */
    public static Column<Measurement> best(String name) {
        return number(name, Measurement::best);
    }

    /** The middle round. */
    public static Column<Measurement> median(String name) {
        return number(name, Measurement::median);
    }

    /** All rounds in order, blanks between them. */
    public static Column<Measurement> rounds(String name) {
        return new Column<>(
                name,
                (m, all) ->
                        m.values().stream()
                                .map(m.work().unit()::text)
                                .collect(Collectors.joining(" ")));
    }

    private static Column<Measurement> number(String name, ToDoubleFunction<Measurement> of) {
        return new Column<>(
                name, (m, all) -> m.failed() ? "" : m.work().unit().text(of.applyAsDouble(m)));
    }
}
