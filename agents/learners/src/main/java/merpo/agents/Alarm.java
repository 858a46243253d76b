package merpo.agents;

import java.util.Map;
import java.util.Optional;

/** Watches the metrics of one training for one thing that is known to end badly. */
public interface Alarm {
    /** One word. */
    String name();

    /**
     * Looks at a row of metrics; rows come in order.
     *
     * @return what is wrong and how to mend it; nothing while all is well
     */
    Optional<String> look(int step, Map<String, Double> seen);
}
