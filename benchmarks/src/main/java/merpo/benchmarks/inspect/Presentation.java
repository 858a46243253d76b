package merpo.benchmarks.inspect;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How inspections are shown.
 *
 * @param json instead of text
 * @param page also write dataset cards there
 * @param untrusted let plain Java read each file before libhdf5 does
 */
public record Presentation(boolean json, Optional<Path> page, boolean untrusted) {}
