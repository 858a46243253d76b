package merpo.benchmarks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.NativeCaches;

/** This program again, in a virtual machine of its own with the options of the launcher. */
public final class ChildJvm {
    /** Tells a child which process to end with. */
    public static final String PARENT = "merpo.parent";

    /** As in the launcher; a test compares them. */
    public static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:MaxNewSize=48m",
                    "-XX:MinHeapFreeRatio=5",
                    "-XX:MaxHeapFreeRatio=15",
                    "-XX:+PerfDisableSharedMem",
                    "-Djava.awt.headless=true",
                    "-Dfile.encoding=UTF-8",
                    JavaProgram.NO_NATIVE_LIMIT,
                    "-Dai.djl.default_engine=PyTorch");

    /** Likewise: what the C library's allocator does with the memory of tensors. */
    public static final Map<String, String> ALLOCATOR =
            Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_TRIM_THRESHOLD_", "268435456",
                    "MALLOC_MMAP_THRESHOLD_", "67108864");

    /** Likewise. */
    static final Map<String, String> ENVIRONMENT = environment();

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(ALLOCATOR);
        environment.put("DJL_OFFLINE", "true");
        environment.put("OPT_OUT_TRACKING", "true");
        return Map.copyOf(environment);
    }

    /** Properties of this process that hold for its children too. */
    private static final List<String> HANDED_ON =
            List.of("merpo.command", "merpo.revision", "org.bytedeco.javacpp.cachedir");

    /** Variables that hold elsewhere, too: how file names are written, where natives lie. */
    private static final List<String> TAKEN_ALONG = List.of("LC_ALL", NativeCaches.CHOSEN);

    private final String program;

    /**
     * A child.
     *
     * @param program name of the class that reads merpo's arguments
     */
    public ChildJvm(String program) {
        this.program = program;
    }

    /** How a job is started. */
    public Start start(Job job) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + job.heap()));
        options.addAll(OPTIONS);
        for (String name : HANDED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                options.add("-D" + name + "=" + value);
            }
        }
        TreeMap<String, String> environment = new TreeMap<>(ENVIRONMENT);
        for (String name : TAKEN_ALONG) {
            if (System.getenv(name) != null) {
                environment.put(name, System.getenv(name));
            }
        }
        List<String> words = new ArrayList<>(job.arguments());
        words.addAll(job.resume());
        return new Start(
                JavaProgram.java(),
                options,
                JavaProgram.program(program),
                words,
                environment,
                Path.of("").toAbsolutePath());
    }
}
