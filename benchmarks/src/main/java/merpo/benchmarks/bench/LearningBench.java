package merpo.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import merpo.benchmarks.bench.learning.LearningWork;

/**
 * Time of learning updates. All that is timed is ready before the first round, then takes turns.
 *
 * @param works of ours, in the order of the table; the matrix products tell what could be reached
 * @param without Python libraries that are left out
 * @param rounds of each, at least 1
 * @param seconds of each round, above 0; it lasts at least one update
 */
public record LearningBench(
        List<LearningWork> works, Set<LearningContender> without, int rounds, double seconds) {
    public LearningBench {
        works = List.copyOf(works);
        without = Set.copyOf(without);
        if (rounds < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    rounds + " rounds of " + seconds + " s, must be at least 1 and above 0");
        }
    }

    /** One of ours with all that it is compared with, or everything where none is named. */
    public static List<LearningWork> chosen(Collection<String> names) {
        names.forEach(LearningWork::named); // an unknown one is refused
        return LearningWork.all().stream()
                .filter(work -> names.isEmpty() || work.isPeak() || names.contains(work.name()))
                .toList();
    }

    /**
     * One measurement per contender and kind of work; one that fails does not stop the others.
     *
     * @param threads of each one's arithmetic
     * @param directory where peers work
     */
    public List<LearningMeasurement> measure(int threads, Path directory) {
        List<LearningMeasurement> all = new ArrayList<>();
        List<Turns.Entrant> entrants = new ArrayList<>();
        for (LearningWork work : works) {
            entrants.add(
                    entrant(
                            threads,
                            LearningContender.MERPO,
                            work.name(),
                            work.tasks(),
                            work.flops(),
                            directory,
                            all));
        }
        Set<String> wanted = others();
        for (LearningContender contender : LearningContender.values()) {
            if (contender != LearningContender.MERPO && !without.contains(contender)) {
                for (String work : contender.works()) {
                    if (wanted.contains(work)) {
                        entrants.add(entrant(threads, contender, work, 1, 0, directory, all));
                    }
                }
            }
        }
        Turns.take(entrants, rounds, seconds);
        return all;
    }

    /** Work of the Python libraries that ours is compared with. */
    private Set<String> others() {
        Set<String> wanted = new TreeSet<>();
        for (LearningWork work : works) {
            wanted.add(work.same());
            work.targets().stream()
                    .filter(AtMost.class::isInstance)
                    .forEach(target -> wanted.add(((AtMost) target).work()));
        }
        return wanted;
    }

    private static Turns.Entrant entrant(
            int threads,
            LearningContender contender,
            String work,
            int tasks,
            double flops,
            Path directory,
            List<LearningMeasurement> all) {
        return new Turns.Entrant(
                () -> contender.open(work, threads, directory),
                contender.warmUp(),
                result ->
                        all.add(
                                LearningMeasurement.of(
                                        threads, contender, work, tasks, flops, result)));
    }
}
