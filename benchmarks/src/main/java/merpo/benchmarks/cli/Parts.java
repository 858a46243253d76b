package merpo.benchmarks.cli;

import java.util.List;

/**
 * What the commands are plugged into.
 *
 * @param inspector what {@code inspect} calls
 * @param checks what {@code doctor} looks at beside the JDK: native libraries that must load
 */
public record Parts(DatasetInspector inspector, List<Check> checks) {
    public Parts {
        checks = List.copyOf(checks);
    }
}
