package merpo.agents.pearl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Golden;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.Posterior;
import merpo.agents.context.TimeLimits;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
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
            pearl = new Pearl(manager, config, nothing());
            pearl.descendBy(this::recorded);
            actorCritic = pearl.actorCritic();
            JsonNode initial = golden.get("initial");
            pearl.encoder().parameters().restore(Golden.flat(initial, "encoder"));
            actorCritic.critic().parameters().restore(Golden.flat(initial, "q1", "q2"));
            actorCritic.value().parameters().restore(Golden.flat(initial, "v"));
            actorCritic.slowValue().restore(Golden.flat(initial, "v_target"));
            actorCritic.policy().parameters().restore(Golden.flat(initial, "policy"));
        }

        /** Rows that nobody reads: they tell the learner its widths. */
        private TaskData nothing() {
            int n = golden.at("/config/observation").intValue();
            int m = golden.at("/config/action").intValue();
            int count = config.batch().context().rows() + 1;
            ReplayBuffer rows = new ReplayBuffer(count, n, m);
            while (rows.size() < count) {
                rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
            }
            return Data.tasks(List.of(rows), 0);
        }

        private static PearlConfig config(JsonNode file, JsonNode inputs) {
            JsonNode rate = file.get("lr");
            JsonNode hidden = file.get("hidden");
            int layers = hidden.size();
            int width = hidden.get(0).intValue();
            return new PearlConfig(
                    new Networks(
                            layers,
                            width,
                            file.get("latent").intValue(),
                            layers,
                            width,
                            FirstWeights.RLKIT),
                    new Rates(
                            rate.get("encoder").doubleValue(),
                            rate.get("q1").doubleValue(),
                            rate.get("v").doubleValue(),
                            rate.get("policy").doubleValue()),
                    new MetaBatch(
                            inputs.get("context").size(),
                            inputs.get("rewards").get(0).size(),
                            new ContextRows(
                                    inputs.get("context").get(0).size(),
                                    file.get("next_observation_in_context").booleanValue())),
                    new Bootstrap(
                            file.get("gamma").doubleValue(),
                            file.get("tau").doubleValue(),
                            file.get("reward_scale").doubleValue(),
                            TimeLimits.BOOTSTRAP),
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
                critic.restore(rescaled(before, critic));
                return found.loss();
            }
        }

        /** A step of Adam is proportional to the rate, whatever came before. */
        private float[] rescaled(float[] before, ParameterStack after) {
            JsonNode rate = golden.at("/config/lr");
            double factor = rate.get("q2").doubleValue() / rate.get("q1").doubleValue();
            float[] values = after.toArray();
            int at = 0;
            for (Shape block : after.blocks()) {
                int head = (int) block.size() / 2;
                for (int i = at + head; i < at + 2 * head; i++) {
                    values[i] = (float) (before[i] + factor * (values[i] - before[i]));
                }
                at += 2 * head;
            }
            return values;
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
            parameters("encoder", pearl.encoder(), Golden.flat(after, "encoder"));
            parameters("critics", actorCritic.critic(), Golden.flat(after, "q1", "q2"));
            parameters("v", actorCritic.value(), Golden.flat(after, "v"));
            Golden.near(
                    "slow v",
                    actorCritic.slowValue().toArray(),
                    Golden.flat(after, "v_target"),
                    Golden.PARAMETER);
            parameters("policy", actorCritic.policy(), Golden.flat(after, "policy"));
        }

        private static void parameters(String what, Network network, float[] expected) {
            Golden.near(what, network.parameters().toArray(), expected, Golden.PARAMETER);
        }

        @Override
        public void close() {
            pearl.close();
        }
    }

    private static PearlInputs inputs(JsonNode file, NDManager scratch) {
        NDArray action = Golden.shared(file, "actions", scratch);
        NDArray one = scratch.create(1f);
        Batch rows =
                new Batch(
                        Golden.shared(file, "observations", scratch),
                        action,
                        action, // before tanh: PEARL does not read it
                        Golden.shared(file, "rewards", scratch).squeeze(2),
                        Golden.shared(file, "next_observations", scratch),
                        one.sub(Golden.shared(file, "terminals", scratch).squeeze(2)));
        JsonNode context = file.get("context");
        JsonNode latent = file.get("z_noise");
        return new PearlInputs(
                rows,
                scratch.create(
                        Golden.numbers(context),
                        new Shape(
                                context.size(),
                                context.get(0).size(),
                                context.get(0).get(0).size())),
                Golden.shared(file, "noise", scratch),
                scratch.create(
                        Golden.numbers(latent), new Shape(latent.size(), latent.get(0).size())));
    }
}
