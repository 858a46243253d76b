package merpo.agents.generative;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import merpo.agents.Golden;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of BCQ on one task against numbers of another implementation: losses, gradients and
 * parameters. {@link Golden}.
 */
class TaskBcqGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests("mbml-bcq", TaskBcqGoldenTest::check);
    }

    private static void check(NDManager manager, JsonNode golden) {
        int rows = golden.at("/steps/0/inputs/rewards/0").size();
        TaskBcq.Config config = new TaskBcq.Config(BcqGolden.config(golden), rows);
        try (TaskBcq learner = new TaskBcq(manager, config, Golden.nothing(golden, rows))) {
            Snapshot before = Snapshot.empty();
            BcqGolden.initial(golden, before);
            learner.restore(before);
            for (int step = 1; step <= golden.get("steps").size(); step++) {
                JsonNode expected = golden.get("steps").get(step - 1);
                try (NDManager scratch = manager.newSubManager()) {
                    BcqGolden.losses(
                            expected.get("losses"),
                            learner.update(BcqGolden.inputs(expected.get("inputs"), scratch)));
                }
                Snapshot after = Snapshot.empty();
                learner.save(after);
                BcqGolden.gradients(expected.get("gradients"), before, after);
                if (golden.get("after").has("" + step)) {
                    BcqGolden.parameters(golden.get("after").get("" + step), after);
                }
                before = after;
            }
        }
    }
}
