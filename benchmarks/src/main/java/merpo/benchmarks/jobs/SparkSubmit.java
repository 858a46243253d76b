package merpo.benchmarks.jobs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.benchmarks.spark.Driver;
import merpo.datagen.run.Refusal;

/** The program that starts things on Spark, and what it is told. */
final class SparkSubmit {
    private static final String NAME = "spark-submit";
    private static final String VARIABLE = "SPARK_HOME";

    private final Path program;

    private SparkSubmit(Path program) {
        this.program = program;
    }

    /**
     * The one of {@code SPARK_HOME}, else the first on the path.
     *
     * @throws Refusal where there is none
     */
    static SparkSubmit find(Map<String, String> environment) {
        String home = environment.getOrDefault(VARIABLE, "");
        if (!home.isEmpty()) {
            Path program = Path.of(home, "bin", NAME).toAbsolutePath();
            if (!Files.isExecutable(program)) {
                throw new Refusal(
                        "%s is \"%s\", must be the directory of an Apache Spark: there is no program %s. Mend it, or unset it where %s is on the PATH"
                                .formatted(VARIABLE, home, program, NAME));
            }
            return new SparkSubmit(program);
        }
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst()
                .map(SparkSubmit::new)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        "--spark needs Apache Spark's program %s, and it is neither in %s nor on the PATH. Set %s to the installation of your cluster, or install it: pip install pyspark==4.1.3"
                                                .formatted(NAME, VARIABLE, VARIABLE)));
    }

    /**
     * The words that start the driver.
     *
     * @param settings of Spark that take the place of ours
     * @param memory of a job, such as {@code 3072M}
     */
    List<String> command(
            SparkMaster master, Map<String, String> settings, String memory, Path driver) {
        Map<String, String> all = new LinkedHashMap<>();
        // A job is one task and one process; nobody may write into its directory beside it.
        all.put("spark.speculation", "false");
        all.put("spark.scheduler.mode", "FIFO");
        all.put("spark.task.cpus", "1");
        all.put("spark.locality.wait", "0");
        // Three machines may fail it; one that fails is not tried again, others on its host are.
        all.put("spark.task.maxFailures", "4");
        all.put("spark.excludeOnFailure.enabled", "true");
        all.put("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "3");
        all.put("spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "1000");
        all.put("spark.excludeOnFailure.application.maxFailedExecutorsPerNode", "1000");
        all.put("spark.ui.enabled", "false");
        all.put("spark.ui.showConsoleProgress", "false");
        all.put("spark.executor.memory", "512m"); // of Spark alone; jobs are processes beside it
        if (master.contains()) {
            all.put("spark.executor.cores", "1");
            all.put("spark.executor.memoryOverhead", memory);
        }
        all.putAll(settings);
        List<String> words =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--master",
                                master.url(),
                                "--name",
                                "merpo",
                                "--class",
                                Driver.class.getName(),
                                "--driver-memory",
                                "512m"));
        all.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
        words.add(driver.toString());
        return words;
    }

    /** Its path. */
    @Override
    public String toString() {
        return program.toString();
    }
}
