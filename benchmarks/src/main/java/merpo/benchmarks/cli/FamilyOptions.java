package merpo.benchmarks.cli;

import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    EnvironmentDefinition definition() {
        return Usage.require(spec, () -> Environments.named(environment));
    }
}
