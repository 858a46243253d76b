package merpo.benchmarks.cli;

import java.util.List;

/** The environments that can be named after {@code --env}. */
public interface EnvironmentCatalog {
    /**
     * One environment.
     *
     * @param tasks what varies between its tasks, in a few words
     * @param horizon steps until time runs out
     */
    record Entry(String id, int observationSize, int actionSize, int horizon, String tasks) {}

    List<Entry> entries();
}
