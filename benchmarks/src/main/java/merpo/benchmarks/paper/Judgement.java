package merpo.benchmarks.paper;

import java.util.Collections;
import java.util.LinkedHashMap;
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
        seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
        margins = List.copyOf(margins);
    }

    /** Judges all claims of a figure. */
    static List<Judgement> all(List<Claim> claims, Measurements measured) {
        Courses means = measured.mean();
        Map<Claim, ClaimVerdict> verdicts = new LinkedHashMap<>();
        claims.forEach(claim -> verdicts.put(claim, claim.condition().judge(means)));
        Map<Difference, Margin> margins =
                margins(
                        claims.stream()
                                .filter(claim -> known(verdicts.get(claim)))
                                .flatMap(claim -> claim.condition().differences().stream())
                                .distinct()
                                .toList(),
                        measured);
        return claims.stream()
                .map(
                        claim ->
                                new Judgement(
                                        claim,
                                        verdicts.get(claim),
                                        bySeed(claim, measured),
                                        known(verdicts.get(claim))
                                                ? claim.condition().differences().stream()
                                                        .map(margins::get)
                                                        .toList()
                                                : List.of()))
                .toList();
    }

    /** Of differences that are measured; all are made of the same draws. */
    private static Map<Difference, Margin> margins(
            List<Difference> differences, Measurements measured) {
        List<Interval> intervals =
                Bootstrap.RLIABLE.intervals(
                        random -> {
                            Courses drawn = measured.drawn(random);
                            return differences.stream().mapToDouble(d -> d.in(drawn)).toArray();
                        });
        Map<Difference, Margin> margins = new LinkedHashMap<>();
        for (int i = 0; i < intervals.size(); i++) {
            Difference one = differences.get(i);
            margins.put(one, new Margin(one, one.in(measured.mean()), intervals.get(i)));
        }
        return margins;
    }

    private static boolean known(ClaimVerdict verdict) {
        return verdict.state() != ClaimVerdict.State.UNKNOWN;
    }

    private static Map<Integer, ClaimVerdict> bySeed(Claim claim, Measurements measured) {
        Map<Integer, ClaimVerdict> seeds = new TreeMap<>();
        for (int seed : measured.seeds()) {
            seeds.put(seed, claim.condition().judge(measured.seed(seed)));
        }
        return seeds;
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
