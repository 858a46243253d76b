package merpo.agents.evaluation;

/**
 * The returns of one task that score 0 and 1.
 *
 * @param random mean return of uniformly random actions
 * @param best the exact optimum where it is known, else the final return of SAC
 * @param trained mean return of SAC's last policy, as it makes data (stochastic)
 */
public record Reference(double random, double best, double trained) {

    /** 0 as random, 1 as the best. */
    public double score(double episodeReturn) {
        return (episodeReturn - random) / (best - random);
    }

    /** 0 as random, 1 as the trained policy: what the quality bands are shares of (A26). */
    public double share(double episodeReturn) {
        return (episodeReturn - random) / (trained - random);
    }
}
