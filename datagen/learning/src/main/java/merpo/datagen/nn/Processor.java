package merpo.datagen.nn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a processor can do.
 *
 * @param flags as Linux names them; empty where nobody says
 */
public record Processor(Set<String> flags) {
    /** Either multiplies bfloat16 and adds in single precision. */
    static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    public Processor {
        flags = Set.copyOf(flags);
    }

    /** The one of this machine. */
    public static Processor here() {
        try {
            return of(Files.readString(LINUX, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Processor(Set.of()); // another system
        }
    }

    /** The one that Linux describes so. */
    static Processor of(String description) {
        return new Processor(
                description
                        .lines()
                        .filter(line -> line.startsWith("flags"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .map(flags -> Set.of(flags.split("\\s+")))
                        .orElse(Set.of()));
    }

    /** Those by which it multiplies bfloat16. */
    public List<String> bfloat16() {
        return BFLOAT16.stream().filter(flags::contains).toList();
    }
}
