package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import merpo.datagen.statistics.Bootstrap;
import merpo.datagen.statistics.Interval;

/**
 * A claim with its verdicts.
 *
 * @param mean on the means over seeds: what counts
 * @param seeds on each seed alone, by seed
 * @param margins the differences that it is about; none where something was not measured
 */
record Judgement(
        Claim claim, ClaimVerdict mean, Map<Integer, ClaimVerdict> seeds, List<Margin> margins) {
    Judgement {
        seeds = java.util.Collections.unmodifiableMap(new TreeMap<>(seeds));
        margins = List.copyOf(margins);
    }

    /** Judges all claims of a figure. */
    static List<Judgement> all(List<Claim> claims, Measurements measured) {
        Courses means = measured.mean();
        List<Difference> differences =
                claims.stream()
                        .filter(claim -> known(claim.condition().judge(means)))
                        .flatMap(claim -> claim.condition().differences().stream())
                        .distinct()
                        .toList();
        List<Interval> intervals =
                Bootstrap.RLIABLE.intervals(
                        random -> {
                            Courses drawn = measured.drawn(random);
                            return differences.stream().mapToDouble(d -> d.in(drawn)).toArray();
                        });
        List<Judgement> judged = new ArrayList<>();
        for (Claim claim : claims) {
            List<Margin> margins = new ArrayList<>();
            for (Difference one : claim.condition().differences()) {
                int place = differences.indexOf(one);
                if (place >= 0 && known(claim.condition().judge(means))) {
                    margins.add(new Margin(one, one.in(means), intervals.get(place)));
                }
            }
            judged.add(of(claim, measured, margins));
        }
        return judged;
    }

    private static boolean known(ClaimVerdict verdict) {
        return verdict.state() != ClaimVerdict.State.UNKNOWN;
    }

    private static Judgement of(Claim claim, Measurements measured, List<Margin> margins) {
        Map<Integer, ClaimVerdict> seeds = new TreeMap<>();
        for (int seed : measured.seeds()) {
            seeds.put(seed, claim.condition().judge(measured.seed(seed)));
        }
        return new Judgement(claim, claim.condition().judge(measured.mean()), seeds, margins);
    }

    /** Such as {@code 2 of 3}. */
    String fraction() {
        long holding =
                seeds.values().stream().filter(v -> v.state() == ClaimVerdict.State.HOLDS).count();
        return holding + " of " + seeds.size();
    }

    /** The differences with their intervals; a dash for none. */
    String intervals() {
        return margins.isEmpty()
                ? "–"
                : margins.stream().map(Margin::words).collect(Collectors.joining("; "));
    }

    /** Whether every difference has a sign that seeds agree on: yes, no, or a dash. */
    String settled() {
        if (margins.isEmpty()) {
            return "–";
        }
        return margins.stream().allMatch(Margin::settled) ? "yes" : "no";
    }
}
