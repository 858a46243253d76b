package merpo.benchmarks.cli;

import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import picocli.CommandLine.Option;

/** Which family of tasks behavior policies are of, and what their draws follow from. */
final class FamilyOptions {
    @Option(
            names = "--env",
            required = true,
            paramLabel = "ID",
            description = "As ./merpo envs lists it.")
    String environment;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Default: 0.")
    long seed;

    EnvironmentDefinition definition() {
        return Environments.named(environment);
    }
}
