package merpo.agents.pearl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.agents.Golden;
import merpo.agents.context.ContextRows;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.Posterior;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.agents.context.soft.SoftGolden;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.TaskBatch;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of Batch PEARL on tiny networks against numbers that another implementation worked
 * out in float64 (see the page beside the files): losses, gradients and parameters, the encoder's
 * among them. {@link Golden}.
 */
class PearlGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests(
                "pearl",
                (manager, golden) -> {
                    try (Case steps = new Case(manager, golden)) {
                        Golden.steps(golden, steps);
                    }
                });
    }

    /** A learner that holds the file's parameters. */
    private static final class Case implements Golden.Steps {
        private final NDManager manager;
        private final JsonNode golden;
        private final PearlConfig config;
        private final Pearl pearl;
        private final SoftActorCritic actorCritic;
        private final List<Seen> seen = new ArrayList<>();

        /** What networks that descended together were given. */
        @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
        private record Seen(float loss, float[] gradient) {}

        Case(NDManager manager, JsonNode golden) {
            this.manager = manager;
            this.golden = golden;
            config = config(golden.get("config"), golden.at("/steps/0/inputs"));
            pearl =
                    new Pearl(
                            manager,
                            config,
                            Golden.nothing(golden, config.batch().context().rows() + 1));
            pearl.descendBy(this::recorded);
            actorCritic = pearl.actorCritic();
            JsonNode initial = golden.get("initial");
            pearl.encoder().parameters().restore(Golden.flat(initial, "encoder"));
            SoftGolden.restore(initial, actorCritic);
        }

        private static PearlConfig config(JsonNode file, JsonNode inputs) {
            return new PearlConfig(
                    SoftGolden.networks(file),
                    SoftGolden.rates(file),
                    new MetaBatch(
                            inputs.get("context").size(),
                            inputs.get("rewards").get(0).size(),
                            new ContextRows(
                                    inputs.get("context").get(0).size(),
                                    file.get("next_observation_in_context").booleanValue())),
                    SoftGolden.bootstrap(file),
                    file.get("kl_lambda").doubleValue(),
                    new Regularizer.None());
        }

        /** Keeps the gradient; then the step. The files give the second head a rate of its own. */
        private float[] recorded(List<Network> networks, Function<List<NDList>, NDArray> loss) {
            Descent together = Descent.of(networks.toArray(Network[]::new));
            ParameterStack critic = actorCritic.critic().parameters();
            try (Gradients found = together.gradients(loss)) {
                seen.add(new Seen(found.loss()[0], Golden.joined(found.blocks())));
                float[] before = critic.toArray();
                together.apply(found.blocks());
                SoftGolden.secondCritic(golden.get("config"), before, critic);
                return found.loss();
            }
        }

        @Override
        public void step(int number) {
            JsonNode step = golden.get("steps").get(number - 1);
            JsonNode losses = step.get("losses");
            seen.clear();
            try (NDManager scratch = manager.newSubManager()) {
                PearlInputs inputs = inputs(step.get("inputs"), scratch);
                before(losses, inputs);
                check(losses, pearl.update(inputs));
            }
            gradients(step.get("gradients"));
            if (golden.get("after").has("" + number)) {
                parameters(golden.get("after").get("" + number));
            }
        }

        /** What stands in a step before anything has moved. */
        private void before(JsonNode losses, PearlInputs inputs) {
            int width = (int) inputs.context().getShape().get(2);
            Posterior belief =
                    config.networks()
                            .probabilisticEncoder(width)
                            .posterior(inputs.context(), pearl.encoder().constant());
            near("posterior_mean", belief.mean(), losses);
            near("posterior_variance", belief.variance(), losses);
            NDArray z = belief.sample(inputs.latentNoise()).expandDims(0);
            NDArray perRow = TaskBatch.perRow(z, inputs.perEntry());
            near(
                    "log_std",
                    actorCritic.pi(inputs.rows().observation(), perRow).logDeviation(),
                    losses);
        }

        private static void near(String name, NDArray values, JsonNode losses) {
            Golden.near(name, values.toFloatArray(), Golden.numbers(losses.get(name)), Golden.LOSS);
        }

        private void check(JsonNode losses, Map<String, Double> step) {
            double kl = losses.get("kl").doubleValue();
            double q = losses.get("q").doubleValue();
            Golden.near("kl", step.get("kl") * config.batch().tasks(), kl, Golden.LOSS);
            Golden.near("q", step.get("q_loss"), q, Golden.LOSS);
            Golden.near("shared", seen.get(0).loss(), q + config.klWeight() * kl, Golden.LOSS);
            for (String name : List.of("policy", "v")) {
                Golden.near(name, step.get(name + "_loss"), losses.get(name), Golden.LOSS);
            }
            Golden.near("target", step.get("target"), losses.get("target_mean"), Golden.LOSS);
            double logPi = 0;
            for (float row : Golden.numbers(losses.get("log_pi"))) {
                logPi += row / losses.get("log_pi").size();
            }
            Golden.near("entropy", step.get("entropy"), -logPi, Golden.LOSS);
        }

        /** The critics' and the encoder's of one backward pass, then one network at a time. */
        private void gradients(JsonNode all) {
            assertThat(seen).hasSize(3);
            float[] critics = Golden.flat(all, "q1", "q2");
            float[] encoder = Golden.flat(all, "encoder");
            float[] both = new float[critics.length + encoder.length];
            System.arraycopy(critics, 0, both, 0, critics.length);
            System.arraycopy(encoder, 0, both, critics.length, encoder.length);
            gradient("critics and encoder", 0, both);
            gradient("policy", 1, Golden.flat(all, "policy"));
            gradient("v", 2, Golden.flat(all, "v"));
        }

        private void gradient(String what, int at, float[] expected) {
            Golden.near("gradient of " + what, seen.get(at).gradient(), expected, Golden.GRADIENT);
        }

        private void parameters(JsonNode after) {
            SoftGolden.parameters("encoder", pearl.encoder(), Golden.flat(after, "encoder"));
            SoftGolden.parameters(after, actorCritic);
        }

        @Override
        public void close() {
            pearl.close();
        }
    }

    private static PearlInputs inputs(JsonNode file, NDManager scratch) {
        return new PearlInputs(
                Golden.rows(file, scratch),
                Golden.array(file.get("context"), scratch),
                Golden.shared(file, "noise", scratch),
                Golden.array(file.get("z_noise"), scratch));
    }
}
