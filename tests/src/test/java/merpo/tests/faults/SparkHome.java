package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Apache Spark as it is installed, made of the archives that the build puts into a folder. */
record SparkHome(Path folder) {
    private static final Path JARS = Path.of("spark", "target", "spark", "jars");

    /** Its scripts are not among the archives: one does what is needed of them. */
    static SparkHome in(Path folder) throws IOException {
        Path jars = JARS.toAbsolutePath();
        assertThat(jars).as("mvn -pl tests -am fills it").isDirectory();
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("jars"), jars);
        Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        Files.writeString(
                submit,
                """
                #!/bin/sh
                exec "$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" \\
                    org.apache.spark.deploy.SparkSubmit "$@"
                """);
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        return new SparkHome(folder);
    }

    /** Without the version of Scala executors look for folders of a build of Spark. */
    Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                folder.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1");
    }
}
