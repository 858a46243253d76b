package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Apache Spark as it is installed: the build puts its archives into a folder. */
final class SparkHome {
    private static final Path FOLDER = Path.of("spark", "target", "spark").toAbsolutePath();

    private SparkHome() {}

    /** Its scripts are not among the archives: one does what is needed of them. */
    private static void script() throws IOException {
        assertThat(FOLDER.resolve("jars")).as("mvn -pl tests -am fills it").isDirectory();
        Path submit = Files.createDirectories(FOLDER.resolve("bin")).resolve("spark-submit");
        Files.writeString(
                submit,
                """
                #!/bin/sh
                exec "$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" \\
                    org.apache.spark.deploy.SparkSubmit "$@"
                """);
        assertThat(submit.toFile().setExecutable(true)).isTrue();
    }

    /**
     * What a process needs to find it. Without the version of Scala executors look for folders of a
     * build of Spark.
     */
    static Map<String, String> environment() throws IOException {
        script();
        return Map.of(
                "SPARK_HOME",
                FOLDER.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1");
    }
}
