package merpo.benchmarks.cli;

import java.util.List;
import merpo.datagen.run.StageFactory;

/**
 * What the commands are plugged into.
 *
 * @param experiments stages of {@code quickstart, prepare, train, evaluate, report}
 * @param inspector what {@code inspect} calls
 * @param checks what {@code doctor} looks at beside the JDK: native libraries that must load
 */
public record Parts(StageFactory experiments, DatasetInspector inspector, List<Check> checks) {
    public Parts {
        checks = List.copyOf(checks);
    }
}
