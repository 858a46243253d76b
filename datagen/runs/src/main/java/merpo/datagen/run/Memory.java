package merpo.datagen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory of this process at one moment, in bytes.
 *
 * @param resident what the kernel counts for the process ({@code VmRSS}), or -1 where it does not
 *     tell
 * @param heap used heap of the virtual machine
 */
public record Memory(long resident, long heap) {
    private static final double ROOM = 1.25; // for the work on what is read
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");

    /** Of this process. */
    public static Memory now() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(residentBytes(), runtime.totalMemory() - runtime.freeMemory());
    }

    /**
     * How much so many bytes of heap are beside what there may be, and how to have more; nothing
     * where they fit.
     */
    public static Optional<String> lacking(double bytes) {
        return bytes <= Runtime.getRuntime().maxMemory()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%.0f MB of memory, this JVM may use %d MB. Give it more: MERPO_HEAP=%dg ./merpo ...",
                                bytes / 1e6,
                                Runtime.getRuntime().maxMemory() / 1_000_000,
                                (long) Math.ceil(ROOM * bytes / (1 << 30))));
    }

    /** The same where nobody counted: twice what there is. */
    public static String more() {
        return lacking(2.0 * Runtime.getRuntime().maxMemory())
                .orElseThrow()
                .replaceFirst("^\\d+ MB of memory, this", "more memory than there is, this");
    }

    private static long residentBytes() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException notLinux) {
            return -1;
        }
    }

    /** {@code "VmRSS: 1234 kB"} is 1 263 616 bytes. */
    static long parse(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    /** In the unit that fits: {@code 812 bytes, 91 kB, 1.2 MB, 35 GB}, of powers of a thousand. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < UNITS.size() - 1) {
            amount /= 1000;
            unit++;
        }
        String digits = unit > 0 && amount < 9.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, digits, amount) + " " + UNITS.get(unit);
    }

    /** Mebibytes, rounded. */
    public static String mebibytes(long bytes) {
        return bytes < 0 ? "unknown" : Math.round(bytes / 1048576.0) + " MiB";
    }
}
