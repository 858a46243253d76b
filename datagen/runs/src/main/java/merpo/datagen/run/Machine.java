package merpo.datagen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a measurement ran on; nothing that names the machine itself.
 *
 * @param cpu its model, as the kernel calls it
 * @param cores that this process may use
 * @param system kernel and architecture
 */
public record Machine(String cpu, int cores, String system) {
    /** This one. */
    public static Machine here() {
        return new Machine(
                cpuHere(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /** The first {@code model name} of {@code /proc/cpuinfo}. */
    static String cpu(List<String> cpuinfo) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String cpuHere() {
        try {
            return cpu(Files.readAllLines(Path.of("/proc/cpuinfo")));
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
