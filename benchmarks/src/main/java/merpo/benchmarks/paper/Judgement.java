package merpo.benchmarks.paper;

import java.util.Map;
import java.util.TreeMap;

/**
 * A claim with its verdicts.
 *
 * @param mean on the means over seeds: what counts
 * @param seeds on each seed alone, by seed
 */
record Judgement(Claim claim, ClaimVerdict mean, Map<Integer, ClaimVerdict> seeds) {
    Judgement {
        seeds = java.util.Collections.unmodifiableMap(new TreeMap<>(seeds));
    }

    static Judgement of(Claim claim, Measurements measured) {
        Map<Integer, ClaimVerdict> seeds = new TreeMap<>();
        for (int seed : measured.seeds()) {
            seeds.put(seed, claim.condition().judge(measured.seed(seed)));
        }
        return new Judgement(claim, claim.condition().judge(measured.mean()), seeds);
    }

    /** Such as {@code 2 of 3}. */
    String fraction() {
        long holding =
                seeds.values().stream().filter(v -> v.state() == ClaimVerdict.State.HOLDS).count();
        return holding + " of " + seeds.size();
    }
}
