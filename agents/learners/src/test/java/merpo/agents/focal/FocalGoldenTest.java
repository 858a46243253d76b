package merpo.agents.focal;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Golden;
import merpo.agents.context.ContextRows;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.SoftGolden;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.replay.Batch;
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
            focal = new Focal(manager, config, Golden.nothing(golden, 4));
            focal.descendBy(this::recorded);
            JsonNode initial = golden.get("initial");
            focal.encoder().parameters().restore(Golden.flat(initial, "encoder"));
            SoftGolden.restore(initial, focal.actorCritic());
            divergence().critic().parameters().restore(Golden.flat(initial, "c"));
        }

        private BehaviorDivergence divergence() {
            return focal.divergence().orElseThrow();
        }

        private static FocalConfig config(JsonNode file, JsonNode inputs) {
            Regularizer.Use use =
                    !file.get("use_brac").booleanValue()
                            ? Regularizer.Use.MEASURED
                            : file.get("use_value_penalty").booleanValue()
                                    ? Regularizer.Use.POLICY_AND_VALUE
                                    : Regularizer.Use.POLICY;
            return new FocalConfig(
                    SoftGolden.networks(file),
                    SoftGolden.rates(file),
                    new MetaBatch(
                            inputs.get("tasks").size(),
                            inputs.get("rewards").get(0).size(),
                            new ContextRows(
                                    inputs.get("context").get(0).size(),
                                    file.get("next_observation_in_context").booleanValue())),
                    SoftGolden.bootstrap(file),
                    file.get("z_weight").doubleValue(),
                    file.get("max_entropy").booleanValue() ? 1 : 0,
                    new Regularizer.DualCritic(
                            file.at("/lr/c").doubleValue(),
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
                    SoftGolden.secondCritic(golden.get("config"), before, network.parameters());
                }
                return found.loss();
            }
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
            SoftGolden.parameters("encoder", focal.encoder(), Golden.flat(after, "encoder"));
            SoftGolden.parameters(after, focal.actorCritic());
            SoftGolden.parameters("c", divergence().critic(), Golden.flat(after, "c"));
            Snapshot kept = Snapshot.empty();
            divergence().save(kept);
            Golden.near("alpha", kept.doubles("alpha", 1)[0], after.get("alpha"), Golden.PARAMETER);
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
        Batch rows = Golden.rows(file, scratch);
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
        return new FocalInputs(
                rows, same, Golden.array(file.get("context"), scratch), noise, contrasts);
    }
}
