package merpo.agents.macaw;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Golden;
import merpo.agents.TaskData;
import merpo.agents.macaw.MacawNetworks.Adapted;
import merpo.agents.macaw.MacawNetworks.Outer;
import merpo.agents.macaw.MacawNetworks.Parameters;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three meta-iterations of MACAW on tiny networks against numbers that another implementation
 * worked out in float64 (see the page beside the files): losses, weights, what the inner step makes
 * of every tensor, second-order gradients, parameters, and a step on a new task. {@link Golden}.
 */
class MacawGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests(
                "macaw",
                (manager, golden) -> {
                    try (Case steps = new Case(manager, golden)) {
                        Golden.steps(golden, steps);
                        steps.adaptation(golden.get("adaptation"));
                    }
                });
    }

    /** A learner that holds the file's parameters. */
    private static final class Case implements Golden.Steps {
        private final NDManager manager;
        private final JsonNode golden;
        private final Tensors tensors;
        private final Macaw macaw;
        private float[] gradient;

        Case(NDManager manager, JsonNode golden) {
            this.manager = manager;
            this.golden = golden;
            JsonNode file = golden.get("config");
            tensors = new Tensors(file.get("hidden").size(), file.get("code").intValue());
            macaw =
                    new Macaw(
                            manager, config(file, golden.at("/steps/0/inputs/tasks/0")), nothing());
            macaw.descendBy(this::recorded);
            JsonNode initial = golden.get("initial");
            macaw.value().parameters().restore(tensors.value(initial));
            macaw.policy().parameters().restore(tensors.policy(initial));
            macaw.rates().parameters().restore(tensors.rates(initial));
        }

        /** As many tasks as the file's losses are divided by; nobody reads their rows. */
        private TaskData nothing() {
            int n = golden.at("/config/observation").intValue();
            int m = golden.at("/config/action").intValue();
            List<ReplayBuffer> all = new ArrayList<>();
            for (int task = 0; task < golden.at("/config/training_tasks").intValue(); task++) {
                ReplayBuffer rows = new ReplayBuffer(12, n, m);
                while (rows.size() < 12) {
                    rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
                }
                all.add(rows);
            }
            return Data.tasks(all, 0);
        }

        private static MacawConfig config(JsonNode file, JsonNode entry) {
            JsonNode rate = file.get("lr");
            JsonNode hidden = file.get("hidden");
            return new MacawConfig(
                    new MacawConfig.Networks(
                            hidden.size(),
                            hidden.get(0).intValue(),
                            file.get("code").intValue(),
                            file.get("head").intValue()),
                    new MacawConfig.Inner(
                            1e-3, 0.01, Order.SECOND, file.get("target_keep").doubleValue()),
                    new MacawConfig.Rates(
                            rate.get("v").doubleValue(),
                            rate.get("pi").doubleValue(),
                            rate.get("lr").doubleValue()),
                    new MacawConfig.MetaBatch(2, entry.at("/inner/returns").size(), 1),
                    0.99,
                    MacawConfig.ReturnScale.ONE,
                    new MacawConfig.Regression(
                            file.get("sigma").doubleValue(),
                            file.get("advantage_clip").doubleValue()));
        }

        /** Keeps the gradient; then the step. */
        private float[] recorded(Descent all, Function<List<NDList>, NDArray> loss) {
            try (Gradients found = all.gradients(loss)) {
                gradient = Golden.joined(found.blocks());
                all.apply(found.blocks());
                return found.loss();
            }
        }

        @Override
        public void step(int number) {
            JsonNode step = golden.get("steps").get(number - 1);
            JsonNode entries = step.at("/inputs/tasks");
            JsonNode losses = step.get("losses");
            try (NDManager scratch = manager.newSubManager()) {
                Macaw.Inputs inputs =
                        new Macaw.Inputs(
                                rows(entries, "inner", scratch), rows(entries, "outer", scratch));
                before(losses, inputs, scratch);
                Map<String, Double> seen = macaw.update(inputs);
                for (String name :
                        List.of("value_inner", "value_outer", "policy_inner", "policy_outer")) {
                    double mean = 0;
                    for (JsonNode task : losses.get("tasks")) {
                        mean += task.get(name).doubleValue() / entries.size();
                    }
                    Golden.near(name, seen.get(name), mean, Golden.LOSS);
                }
            }
            gradients(step.get("gradients"));
            if (golden.get("after").has("" + number)) {
                JsonNode after = golden.get("after").get("" + number);
                near("V", macaw.value().parameters().toArray(), tensors.value(after));
                near("policy", macaw.policy().parameters().toArray(), tensors.policy(after));
                near("rates", macaw.rates().parameters().toArray(), tensors.rates(after));
            }
        }

        /** Second order, through the inner steps. */
        private void gradients(JsonNode expected) {
            List<float[]> all =
                    List.of(
                            tensors.value(expected),
                            tensors.policy(expected),
                            tensors.rates(expected));
            List<String> names = List.of("gradient of V", "of the policy", "of the rates");
            int at = 0;
            for (int i = 0; i < all.size(); i++) {
                int end = at + all.get(i).length;
                float[] own = Arrays.copyOfRange(gradient, at, end);
                Golden.near(names.get(i), own, all.get(i), Golden.GRADIENT);
                at = end;
            }
            assertThat(gradient).hasSize(at);
        }

        private static void near(String what, float[] values, float[] expected) {
            Golden.near(what, values, expected, Golden.PARAMETER);
        }

        /** What stands in a meta-iteration before anything has moved, task by task. */
        private void before(JsonNode losses, Macaw.Inputs in, NDManager scratch) {
            Parameters from = macaw.constant(scratch);
            Outer outer = macaw.shapes().outer(in.inner(), in.outer(), from);
            for (int task = 0; task < losses.get("tasks").size(); task++) {
                JsonNode own = losses.get("tasks").get(task);
                inner(own, task, outer.adapted(), from);
                loss(own, "value_outer", outer.value(), task);
                loss(own, "policy_outer", outer.policy(), task);
                loss(own, "advantages_outer", outer.advantages(), task);
                NDArray weights = macaw.shapes().weights(outer.advantages());
                loss(own, "weights_outer", weights, task);
            }
            Golden.near(
                    "total",
                    outer.total(golden.at("/config/training_tasks").intValue()).toFloatArray()[0],
                    losses.get("value_total").doubleValue()
                            + losses.get("policy_total").doubleValue(),
                    Golden.LOSS);
        }

        private void inner(JsonNode own, int task, Adapted adapted, Parameters from) {
            loss(own, "value_inner", adapted.valueLoss().value(), task);
            loss(own, "policy_inner", adapted.policyLoss().value(), task);
            loss(own, "advantages_inner", adapted.advantages(), task);
            loss(own, "weights_inner", macaw.shapes().weights(adapted.advantages()), task);
            if (own.has("adapted")) {
                JsonNode expected = own.get("adapted");
                near(
                        "V'",
                        tensors.stepped(from.value(), adapted.valueLoss(), from.rates().value()),
                        tensors.value(expected));
                near(
                        "policy'",
                        tensors.stepped(from.policy(), adapted.policyLoss(), from.rates().policy()),
                        tensors.policy(expected));
            }
        }

        private static void loss(JsonNode own, String name, NDArray perTask, int task) {
            float[] values = perTask.get(task).toFloatArray();
            float[] expected = Golden.numbers(own.get(name));
            Golden.near(name, values, expected, Golden.LOSS);
        }

        /** The step on a new task's rows, then its action. */
        void adaptation(JsonNode file) {
            try (NDManager scratch = manager.newSubManager()) {
                Parameters from = macaw.constant(scratch);
                MacawRows rows = rows(List.of(file.get("rows")), scratch);
                Adapted adapted = macaw.shapes().adapt(rows, from);
                inner(file, 0, adapted, from);
                MacawActor actor =
                        MacawActor.of(
                                scratch, macaw.shapes().acting(), adapted.policy().acting(), 1);
                Golden.near(
                        "actions",
                        actor.act(Golden.numbers(file.get("observations"))).actions(),
                        Golden.numbers(file.get("actions")),
                        Golden.LOSS);
            }
        }

        @Override
        public void close() {
            macaw.close();
        }
    }

    private static MacawRows rows(JsonNode entries, String which, NDManager scratch) {
        List<JsonNode> parts = new ArrayList<>();
        entries.forEach(entry -> parts.add(entry.get(which)));
        return rows(parts, scratch);
    }

    private static MacawRows rows(List<JsonNode> entries, NDManager scratch) {
        return new MacawRows(
                stacked(entries, "observations", scratch),
                stacked(entries, "actions", scratch),
                stacked(entries, "returns", scratch).squeeze(2),
                stacked(entries, "terminal_observations", scratch),
                stacked(entries, "terminal_discounts", scratch).squeeze(2));
    }

    /** [tasks, rows, width]. */
    private static NDArray stacked(List<JsonNode> entries, String name, NDManager scratch) {
        JsonNode any = entries.get(0).get(name);
        NDList parts = new NDList();
        for (JsonNode entry : entries) {
            parts.add(
                    scratch.create(
                            Golden.numbers(entry.get(name)),
                            new Shape(1, any.size(), any.get(0).size())));
        }
        return NDArrays.concat(parts, 0);
    }

    /** Where the file has what our networks hold, in our order. */
    private record Tensors(int hidden, int code) {
        private static final List<String> CODED = List.of("zeta", "A", "c");
        private static final List<String> PLAIN = List.of("weight", "bias");

        float[] value(JsonNode file) {
            return network(file, layers("v", hidden + 1));
        }

        float[] policy(JsonNode file) {
            return network(file, policyLayers());
        }

        private List<String> policyLayers() {
            List<String> layers = new ArrayList<>(layers("pi", hidden + 1));
            layers.addAll(layers("pi.head", 2));
            return layers;
        }

        private static List<String> layers(String network, int count) {
            List<String> layers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                layers.add(network + "." + i);
            }
            return layers;
        }

        private List<String> parts() {
            return code == 0 ? PLAIN : CODED;
        }

        private float[] network(JsonNode file, List<String> layers) {
            List<float[]> all = new ArrayList<>();
            for (String layer : layers) {
                for (String part : parts()) {
                    JsonNode tensor = file.get(layer + "." + part);
                    all.add(part.equals("weight") ? turned(tensor) : Golden.numbers(tensor));
                }
            }
            return joined(all);
        }

        /** From [out, in] to [in, out]. */
        private static float[] turned(JsonNode weight) {
            int in = weight.get(0).size();
            float[] values = Golden.numbers(weight);
            float[] turned = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                turned[i % in * weight.size() + i / in] = values[i];
            }
            return turned;
        }

        float[] rates(JsonNode file) {
            List<float[]> all = new ArrayList<>();
            List<String> layers = new ArrayList<>(layers("v", hidden + 1));
            layers.addAll(policyLayers());
            for (String layer : layers) {
                for (String part : parts()) {
                    all.add(Golden.numbers(file.get("lr." + layer + "." + part)));
                }
            }
            all.add(Golden.numbers(file.get("adv_coef")));
            return joined(all);
        }

        /** What a step makes of every tensor of the first task, from the gradient by each layer. */
        float[] stepped(NDList tensors, InnerLoss loss, NDList rates) {
            List<float[]> all = new ArrayList<>();
            int parts = parts().size();
            for (int layer = 0; layer < loss.gradient().size(); layer++) {
                Linear g = loss.gradient().get(layer);
                NDArray flat = g.flat().get("0:1"); // [1, P]
                NDList own = new NDList(tensors.subList(layer * parts, (layer + 1) * parts));
                List<NDArray> gradients =
                        code == 0
                                ? List.of(g.weight().get("0:1"), g.bias().get("0:1"))
                                : List.of(
                                        flat.matMul(own.get(1).squeeze(0)),
                                        flat.transpose().matMul(own.get(0)).expandDims(0),
                                        flat);
                for (int part = 0; part < parts; part++) {
                    NDArray step = gradients.get(part).mul(rates.get(layer * parts + part));
                    all.add(own.get(part).sub(step).toFloatArray());
                }
            }
            return joined(all);
        }

        private static float[] joined(List<float[]> parts) {
            float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
            int at = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            assertThat(at).isPositive();
            return all;
        }
    }
}
