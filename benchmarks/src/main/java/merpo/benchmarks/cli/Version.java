package merpo.benchmarks.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * Version of the jar, revision of the sources as the launcher passes it on, and the virtual
 * machine.
 */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        String revision = System.getProperty("merpo.revision", "");
        return new String[] {
            "merpo %s%s, Java %s"
                    .formatted(
                            version == null ? "development" : version,
                            revision.isEmpty() ? "" : ", revision " + revision,
                            Runtime.version())
        };
    }
}
