package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Environment steps per second. In each cell the contenders take turns, round by round, so that
 * whatever else the machine does falls on all of them.
 *
 * @param contenders in the order of their turns
 * @param rounds of each contender, at least 1
 * @param seconds of each round, above 0
 */
public record Stepping(List<Contender> contenders, int rounds, double seconds) {
    public Stepping {
        contenders = List.copyOf(contenders);
        if (rounds < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    rounds + " rounds of " + seconds + " s, must be at least 1 and above 0");
        }
    }

    /** One measurement per contender and mode; one that fails does not stop the others. */
    public List<Measurement> measure(Cell cell) {
        List<Measurement> measurements = new ArrayList<>();
        List<Turns.Entrant> entrants = new ArrayList<>();
        for (Contender contender : contenders) {
            for (String mode : contender.modes(cell)) {
                entrants.add(
                        new Turns.Entrant(
                                () -> contender.open(cell, mode),
                                contender.warmUp(),
                                result ->
                                        measurements.add(
                                                new Measurement(
                                                        cell,
                                                        contender.name(),
                                                        mode,
                                                        result.rates(),
                                                        result.versions(),
                                                        result.failure()))));
            }
        }
        Turns.take(entrants, rounds, seconds);
        return measurements;
    }
}
