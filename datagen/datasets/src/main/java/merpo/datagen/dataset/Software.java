package merpo.datagen.dataset;

/**
 * The program that wrote a file. No names of hosts or users.
 *
 * @param version of this project
 * @param commit of its sources
 * @param dirty whether the sources differed from the commit
 * @param java version of the JVM
 * @param platform operating system and architecture
 */
public record Software(String version, String commit, boolean dirty, String java, String platform) {

    /** This JVM on this platform. */
    public static Software running(String version, String commit, boolean dirty) {
        return new Software(
                version,
                commit,
                dirty,
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    void describe(AttributesBuilder to) {
        to.text("code_version", version)
                .text("code_commit", commit)
                .text("code_dirty", Boolean.toString(dirty))
                .text("java_version", java)
                .text("platform", platform);
    }

    static Software from(Attributes from) {
        return new Software(
                from.text("code_version"),
                from.text("code_commit"),
                Boolean.parseBoolean(from.text("code_dirty")),
                from.text("java_version"),
                from.text("platform"));
    }
}
