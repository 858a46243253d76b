package merpo.agents.cbcq;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import merpo.agents.Golden;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.Posterior;
import merpo.agents.generative.BcqGolden;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of contextual BCQ against numbers of another implementation: losses, gradients and
 * parameters. {@link Golden}.
 */
class CbcqGoldenTest {
    private static final String ENCODER = "context-encoder";

    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests("cbcq", CbcqGoldenTest::check);
    }

    private static CbcqConfig config(JsonNode golden) {
        JsonNode file = golden.get("config");
        JsonNode hidden = file.get("encoder_hidden");
        JsonNode inputs = golden.at("/steps/0/inputs");
        return new CbcqConfig(
                BcqGolden.config(golden),
                new CbcqConfig.Encoder(
                        hidden.size(),
                        hidden.get(0).intValue(),
                        file.get("latent").intValue(),
                        FirstWeights.PYTORCH,
                        file.at("/lr/encoder").doubleValue()),
                new CbcqConfig.TaskRows(
                        0,
                        inputs.at("/rewards/0").size(),
                        new ContextRows(inputs.at("/context/0").size(), true)));
    }

    private static void check(NDManager manager, JsonNode golden) {
        CbcqConfig config = config(golden);
        try (Cbcq learner = new Cbcq(manager, config, Golden.nothing(golden, 16))) {
            Snapshot before = Snapshot.empty();
            BcqGolden.initial(golden, before.at("bcq"));
            BcqGolden.fresh(before, ENCODER, Golden.flat(golden.get("initial"), "encoder"));
            learner.restore(before);
            for (int step = 1; step <= golden.get("steps").size(); step++) {
                JsonNode expected = golden.get("steps").get(step - 1);
                try (NDManager scratch = manager.newSubManager()) {
                    CbcqInputs in = inputs(expected.get("inputs"), scratch);
                    beliefs(config, before, in, expected.get("losses"));
                    BcqGolden.losses(expected.get("losses"), learner.update(in));
                }
                Snapshot after = Snapshot.empty();
                learner.save(after);
                BcqGolden.gradients(expected.get("gradients"), before.at("bcq"), after.at("bcq"));
                Golden.near(
                        "gradient of the encoder",
                        BcqGolden.gradient(before.at(ENCODER), after.at(ENCODER)),
                        Golden.flat(expected.get("gradients"), "encoder"),
                        Golden.GRADIENT);
                if (golden.get("after").has("" + step)) {
                    JsonNode tensors = golden.get("after").get("" + step);
                    BcqGolden.parameters(tensors, after.at("bcq"));
                    Golden.near(
                            "encoder",
                            after.at(ENCODER).floats("parameters"),
                            Golden.flat(tensors, "encoder"),
                            Golden.PARAMETER);
                }
                before = after;
            }
        }
    }

    private static CbcqInputs inputs(JsonNode file, NDManager scratch) {
        JsonNode context = file.get("context");
        long[] shape = {context.size(), context.get(0).size(), context.get(0).get(0).size()};
        return new CbcqInputs(
                BcqGolden.inputs(file, scratch),
                scratch.create(Golden.numbers(context), new Shape(shape)),
                scratch.create(Golden.numbers(file.get("z_noise"))).reshape(shape[0], -1));
    }

    /** What contexts say before the step. */
    private static void beliefs(
            CbcqConfig config, Snapshot before, CbcqInputs in, JsonNode losses) {
        NDManager scratch = in.context().getManager();
        var shape = config.encoder().shape((int) in.context().getShape().get(2));
        try (ParameterStack encoder =
                ParameterStack.of(
                        scratch,
                        before.at(ENCODER).floats("parameters"),
                        shape.transition().blocks(1))) {
            Posterior belief = shape.posterior(in.context(), encoder.constant());
            Golden.near(
                    "mean",
                    belief.mean().toFloatArray(),
                    Golden.numbers(losses.get("posterior_mean")),
                    Golden.LOSS);
            Golden.near(
                    "variance",
                    belief.variance().toFloatArray(),
                    Golden.numbers(losses.get("posterior_variance")),
                    Golden.LOSS);
        }
    }
}
