package merpo.envs;

import java.util.List;

/**
 * What people want to know of an environment and its numbers do not say.
 *
 * @param start where episodes start
 * @param termination when they end before the time is out
 * @param neighbours how it differs from its likes elsewhere, one sentence each
 */
public record Notes(String start, String termination, List<String> neighbours) {
    public Notes {
        neighbours = List.copyOf(neighbours);
    }
}
