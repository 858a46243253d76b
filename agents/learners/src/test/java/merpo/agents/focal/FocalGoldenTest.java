package merpo.agents.focal;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Golden;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.TimeLimits;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of FOCAL on tiny networks against numbers that another implementation worked out in
 * float64 (see the page beside the files): losses, gradients and parameters. {@link Golden}.
 */
class FocalGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests(
                "focal",
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
        private final FocalConfig config;
        private final Focal focal;
        private final List<Seen> seen = new ArrayList<>();

        /** What one network was given. */
        @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
        private record Seen(float loss, float[] gradient) {}

        Case(NDManager manager, JsonNode golden) {
            this.manager = manager;
            this.golden = golden;
            config = config(golden.get("config"), golden.at("/steps/0/inputs"));
            focal = new Focal(manager, config, nothing());
            focal.descendBy(this::recorded);
            JsonNode initial = golden.get("initial");
            focal.encoder().parameters().restore(Golden.flat(initial, "encoder"));
            focal.actorCritic().critic().parameters().restore(Golden.flat(initial, "q1", "q2"));
            focal.actorCritic().value().parameters().restore(Golden.flat(initial, "v"));
            focal.actorCritic().slowValue().restore(Golden.flat(initial, "v_target"));
            focal.actorCritic().policy().parameters().restore(Golden.flat(initial, "policy"));
            divergence().critic().parameters().restore(Golden.flat(initial, "c"));
        }

        private BehaviorDivergence divergence() {
            return focal.divergence().orElseThrow();
        }

        /** Rows that nobody reads: they tell the learner its widths. */
        private TaskData nothing() {
            int n = golden.at("/config/observation").intValue();
            int m = golden.at("/config/action").intValue();
            ReplayBuffer rows = new ReplayBuffer(4, n, m);
            while (rows.size() < 4) {
                rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
            }
            return Data.tasks(List.of(rows), 0);
        }

        private static FocalConfig config(JsonNode file, JsonNode inputs) {
            JsonNode rate = file.get("lr");
            JsonNode hidden = file.get("hidden");
            Regularizer.Use use =
                    !file.get("use_brac").booleanValue()
                            ? Regularizer.Use.MEASURED
                            : file.get("use_value_penalty").booleanValue()
                                    ? Regularizer.Use.POLICY_AND_VALUE
                                    : Regularizer.Use.POLICY;
            return new FocalConfig(
                    new Networks(
                            hidden.size(),
                            hidden.get(0).intValue(),
                            file.get("latent").intValue(),
                            hidden.size(),
                            hidden.get(0).intValue(),
                            FirstWeights.RLKIT),
                    new Rates(
                            rate.get("encoder").doubleValue(),
                            rate.get("q1").doubleValue(),
                            rate.get("v").doubleValue(),
                            rate.get("policy").doubleValue()),
                    new MetaBatch(
                            inputs.get("tasks").size(),
                            inputs.get("rewards").get(0).size(),
                            new ContextRows(
                                    inputs.get("context").get(0).size(),
                                    file.get("next_observation_in_context").booleanValue())),
                    new Bootstrap(
                            file.get("gamma").doubleValue(),
                            file.get("tau").doubleValue(),
                            file.get("reward_scale").doubleValue(),
                            TimeLimits.BOOTSTRAP),
                    file.get("z_weight").doubleValue(),
                    file.get("max_entropy").booleanValue() ? 1 : 0,
                    new Regularizer.DualCritic(
                            rate.get("c").doubleValue(),
                            file.get("c_iter").intValue(),
                            use,
                            new Multiplier.Plain(
                                    file.get("alpha_init").doubleValue(),
                                    file.get("alpha_lr").doubleValue(),
                                    file.get("target_divergence").doubleValue(),
                                    0,
                                    file.get("alpha_max").doubleValue(),
                                    Multiplier.Clip.USED)));
        }

        /** Keeps the gradient; then the step. The files give the second head a rate of its own. */
        private float[] recorded(List<Network> networks, Function<List<NDList>, NDArray> loss) {
            Network network = networks.get(0); // no two share a loss
            try (Gradients found = Descent.of(network).gradients(loss)) {
                seen.add(new Seen(found.loss()[0], Golden.joined(found.blocks())));
                float[] before = network.parameters().toArray();
                network.apply(found.blocks());
                if (network == focal.actorCritic().critic()) {
                    network.parameters().restore(rescaled(before, network.parameters()));
                }
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
                FocalInputs inputs = inputs(step.get("inputs"), scratch);
                before(losses, inputs);
                check(losses, focal.update(inputs));
            }
            gradients(step.get("gradients"));
            if (golden.get("after").has("" + number)) {
                parameters(golden.get("after").get("" + number));
            }
        }

        /** What stands in a step before anything has moved. */
        private void before(JsonNode losses, FocalInputs inputs) {
            int width = (int) inputs.context().getShape().get(2);
            NDArray z =
                    config.networks()
                            .encoder(width)
                            .mean(inputs.context(), focal.encoder().constant());
            Golden.near(
                    "embedding",
                    z.toFloatArray(),
                    Golden.numbers(losses.get("embedding")),
                    Golden.LOSS);
            NDArray s = inputs.rows().observation();
            NDArray perRow = TaskBatch.perRow(z.expandDims(0), inputs.perEntry());
            NDArray logDeviation = focal.actorCritic().pi(s, perRow).logDeviation();
            Golden.near(
                    "log_std",
                    logDeviation.toFloatArray(),
                    Golden.numbers(losses.get("log_std")),
                    Golden.LOSS);
        }

        private void check(JsonNode losses, Map<String, Double> step) {
            List<String> order = List.of("q", "policy", "v");
            double metric = losses.get("metric").doubleValue();
            Golden.near("metric", seen.get(0).loss(), metric, Golden.LOSS);
            Golden.near("metric", step.get("metric_loss"), metric, Golden.LOSS);
            for (int i = 0; i < 3; i++) {
                Golden.near(
                        "c " + i,
                        seen.get(1 + i).loss(),
                        losses.get("c").get(i).doubleValue(),
                        Golden.LOSS);
            }
            for (int i = 0; i < order.size(); i++) {
                double value = losses.get(order.get(i)).doubleValue();
                Golden.near(order.get(i), seen.get(4 + i).loss(), value, Golden.LOSS);
                Golden.near(order.get(i), step.get(order.get(i) + "_loss"), value, Golden.LOSS);
            }
            Golden.near(
                    "divergence", step.get("divergence"), losses.get("divergence"), Golden.LOSS);
            Golden.near("alpha", step.get("alpha"), losses.get("alpha_used"), Golden.LOSS);
            Golden.near("target", step.get("target"), losses.get("target_mean"), Golden.LOSS);
            double logPi =
                    IntStream.range(0, losses.get("log_pi").size())
                            .mapToDouble(row -> losses.get("log_pi").get(row).doubleValue())
                            .average()
                            .orElseThrow();
            Golden.near("entropy", step.get("entropy"), -logPi, Golden.LOSS);
        }

        private void gradients(JsonNode all) {
            List<float[]> expected =
                    List.of(
                            Golden.flat(all, "encoder"),
                            Golden.flat(all, "c"),
                            Golden.flat(all, "extra.0.c"),
                            Golden.flat(all, "extra.1.c"),
                            Golden.flat(all, "q1", "q2"),
                            Golden.flat(all, "policy"),
                            Golden.flat(all, "v"));
            assertThat(seen).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                Golden.near(
                        "gradient " + i, seen.get(i).gradient(), expected.get(i), Golden.GRADIENT);
            }
        }

        private void parameters(JsonNode after) {
            parameters("encoder", focal.encoder(), Golden.flat(after, "encoder"));
            parameters("critics", focal.actorCritic().critic(), Golden.flat(after, "q1", "q2"));
            parameters("v", focal.actorCritic().value(), Golden.flat(after, "v"));
            Golden.near(
                    "slow v",
                    focal.actorCritic().slowValue().toArray(),
                    Golden.flat(after, "v_target"),
                    Golden.PARAMETER);
            parameters("policy", focal.actorCritic().policy(), Golden.flat(after, "policy"));
            parameters("c", divergence().critic(), Golden.flat(after, "c"));
            Snapshot kept = Snapshot.empty();
            divergence().save(kept);
            Golden.near("alpha", kept.doubles("alpha", 1)[0], after.get("alpha"), Golden.PARAMETER);
        }

        private static void parameters(String what, Network network, float[] expected) {
            Golden.near(what, network.parameters().toArray(), expected, Golden.PARAMETER);
        }

        @Override
        public void close() {
            focal.close();
        }
    }

    private static FocalInputs inputs(JsonNode file, NDManager scratch) {
        int[] tasks =
                IntStream.range(0, file.get("tasks").size())
                        .map(entry -> file.get("tasks").get(entry).intValue())
                        .toArray();
        boolean[] same = new boolean[tasks.length * (tasks.length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < tasks.length; i++) {
            for (int j = i + 1; j < tasks.length; j++) {
                same[pair++] = tasks[i] == tasks[j];
            }
        }
        NDArray observation = Golden.shared(file, "observations", scratch);
        NDArray action = Golden.shared(file, "actions", scratch);
        NDArray noise = Golden.shared(file, "noise", scratch);
        NDArray one = scratch.create(1f);
        Batch rows =
                new Batch(
                        observation,
                        action,
                        action, // before tanh: FOCAL does not read it
                        Golden.shared(file, "rewards", scratch).squeeze(2),
                        Golden.shared(file, "next_observations", scratch),
                        one.sub(Golden.shared(file, "terminals", scratch).squeeze(2)));
        List<FocalInputs.Contrast> contrasts = new ArrayList<>();
        contrasts.add(
                new FocalInputs.Contrast(
                        observation, action, noise, Golden.shared(file, "mix", scratch)));
        for (JsonNode extra : file.get("extra")) {
            contrasts.add(
                    new FocalInputs.Contrast(
                            Golden.shared(extra, "observations", scratch),
                            Golden.shared(extra, "actions", scratch),
                            Golden.shared(extra, "noise", scratch),
                            Golden.shared(extra, "mix", scratch)));
        }
        JsonNode context = file.get("context");
        return new FocalInputs(
                rows,
                same,
                scratch.create(
                        Golden.numbers(context),
                        new Shape(
                                context.size(),
                                context.get(0).size(),
                                context.get(0).get(0).size())),
                noise,
                contrasts);
    }
}
