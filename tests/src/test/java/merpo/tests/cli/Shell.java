package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import merpo.benchmarks.cli.Merpo;

/**
 * A folder where command lines are run as a person types them: {@code ./merpo} is there, and the
 * home directory is there, too.
 */
record Shell(Path folder) {
    private static final long LIMIT_MINUTES = 5;

    /** What a command line came to; printed holds both of its outputs. */
    record Result(int status, String printed) {}

    static Shell in(Path folder) throws IOException {
        Path script = folder.resolve("merpo");
        Files.writeString(
                script,
                "#!/bin/bash\nexec '%s' -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %s -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dfile.encoding=UTF-8 -Dmerpo.command=./merpo",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Merpo.class.getName()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Shell(folder);
    }

    Result run(String line) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
        builder.directory(folder.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("DJL_CACHE_DIR", cache());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as(line).isTrue();
            return new Result(
                    process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Natives are unpacked once, not for every folder. */
    private static String cache() {
        String named = System.getenv("DJL_CACHE_DIR");
        return named != null
                ? named
                : Path.of(System.getProperty("user.home"), ".djl.ai").toString();
    }
}
