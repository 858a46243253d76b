package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.macaw.MacawConfig.ReturnScale;
import merpo.agents.macaw.MacawNetworks.Adapted;
import merpo.agents.macaw.MacawNetworks.Outer;
import merpo.agents.macaw.MacawNetworks.Parameters;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.snapshot.Snapshot;

/**
 * MACAW: V and a policy from which one gradient step on a task's data, of V and then of the policy,
 * leads to that task's own. Learned are where the step starts and how far each tensor goes, down
 * the losses of after the step on other rows of the task.
 *
 * <p>A meta-iteration gives the numbers of MACAW's code (agents/PAPERS.md, "MACAW"). The inner
 * gradient is written out in operations of the engine, so that one backward pass through it gives
 * the meta-gradient exactly, of all tasks at once.
 */
public final class Macaw implements OfflineLearner {
    private static final List<String> METRICS =
            List.of(
                    "value_inner",
                    "value_outer",
                    "policy_inner",
                    "policy_outer",
                    "weight",
                    "advantage",
                    "least_rate",
                    "largest_rate",
                    "advantage_coefficient");

    private final NDManager manager;
    private final MacawConfig config;
    private final TrajectoryRows data;
    private final Seeds seeds; // of the training tasks
    private final MacawNetworks shapes;
    private final Network value; // V(s)
    private final Network policy; // pi(a | s) and the advantage head
    private final Network rates; // of every tensor's inner step, and the head's coefficient
    private final Descent all;
    private double returnScale; // what returns are divided by
    private RandomGenerator random;
    private Descending descending = Descent::step;

    /** How all networks go down the meta-loss; a test looks at the gradients on the way. */
    interface Descending {
        float[] step(Descent all, Function<List<NDList>, NDArray> loss);
    }

    /**
     * Rows of the same tasks.
     *
     * @param inner the step's, neighbours in the data
     * @param outer those that the step is tried on
     */
    record Inputs(MacawRows inner, MacawRows outer) {}

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows, their episodes and the first seed are
     *     used
     */
    Macaw(NDManager manager, MacawConfig config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        data = TrajectoryRows.of("training", tasks, config);
        seeds = tasks.seeds();
        shapes = MacawNetworks.of(config, tasks.observationSize(), tasks.actionSize());
        value = network("value", shapes.value(), config.rates().value());
        policy = network("policy", shapes.policy(), config.rates().policy());
        float[] raw = InnerRates.initial(config.inner(), shapes.rates());
        ParameterStack row = ParameterStack.of(manager, raw, List.of(new Shape(raw.length)));
        rates = Network.of("inner rates", row, config.rates().inner());
        all = Descent.of(value, policy, rates);
        returnScale = scale();
        begin(0);
    }

    private Network network(String name, LayerStack layers, double rate) {
        RandomGenerator weights = Streams.of(seeds.seed(0), name + " weights", 0);
        return Network.of(name, layers.draw(manager, weights), rate);
    }

    private double scale() {
        if (config.returnScale() == ReturnScale.ONE) {
            return 1;
        }
        double deviation = data.deviation(manager);
        if (!(deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException(
                    "the returns of all training rows have the deviation %s, must be positive and finite: no action is better than another. Give data with different rewards"
                            .formatted(deviation));
        }
        return deviation;
    }

    @Override
    public Map<String, Double> step() {
        try (NDManager scratch = manager.newSubManager()) {
            return update(draw(scratch));
        }
    }

    /** One meta-iteration: a step of everything that is learned, down the losses after the step. */
    Map<String, Double> update(Inputs in) {
        Map<String, Double> seen = new LinkedHashMap<>();
        descending.step(
                all,
                views -> {
                    Parameters from =
                            shapes.parameters(views.get(0), views.get(1), views.get(2).get(0));
                    Outer outer = shapes.outer(in.inner(), in.outer(), from);
                    look(outer, from, seen);
                    return outer.total(data.tasks());
                });
        return seen;
    }

    private void look(Outer outer, Parameters from, Map<String, Double> seen) {
        Adapted adapted = outer.adapted();
        seen.put("value_inner", mean(adapted.valueLoss().value()));
        seen.put("value_outer", mean(outer.value()));
        seen.put("policy_inner", mean(adapted.policyLoss().value()));
        seen.put("policy_outer", mean(outer.policy()));
        seen.put("weight", mean(shapes.weights(outer.advantages())));
        seen.put("advantage", mean(outer.advantages()));
        InnerRates used = from.rates();
        seen.put("least_rate", used.each().min().getAsDouble());
        seen.put("largest_rate", used.each().max().getAsDouble());
        seen.put("advantage_coefficient", (double) used.coefficient().toFloatArray()[0]);
    }

    private static double mean(NDArray values) {
        return values.mean().getFloat();
    }

    /** What the next step learns from. */
    Inputs draw(NDManager scratch) {
        TaskBatch entries = data.draw(random);
        return new Inputs(
                scaled(data.slices(entries, random, scratch)),
                scaled(data.scattered(entries, random, scratch)));
    }

    private MacawRows scaled(MacawRows rows) {
        return TrajectoryRows.scaled(rows, returnScale);
    }

    @Override
    public void begin(int epoch) {
        random = seeds.derived("epoch", epoch).stream("learner", 0);
    }

    @Override
    public List<String> metrics() {
        return METRICS;
    }

    /** The policy after its step on one batch of each task, and the one it starts from. */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        TrajectoryRows rows = TrajectoryRows.of(ContextRows.NEW, tasks, config);
        try (NDManager scratch = manager.newSubManager()) {
            MacawRows batch = scaled(rows.scattered(tasks.seeds().streams("adaptation"), scratch));
            Parameters from = constant(scratch);
            return List.of(
                    candidate("adapted", shapes.adapt(batch, from).policy(), tasks.tasks()),
                    candidate("before", shapes.policy(from.policy()), tasks.tasks()));
        }
    }

    /** What is learned as copies that take no gradient, owned by {@code scratch}. */
    Parameters constant(NDManager scratch) {
        return shapes.parameters(
                copies(value, scratch), copies(policy, scratch), copies(rates, scratch).get(0));
    }

    private static NDList copies(Network network, NDManager scratch) {
        NDList copies = new NDList();
        network.constant().forEach(view -> copies.add(view.duplicate()));
        copies.attach(scratch);
        return copies;
    }

    private Candidate candidate(String name, MacawPolicy learned, int tasks) {
        return new Tried(name, MacawActor.of(manager, shapes.acting(), learned.acting(), tasks));
    }

    /** Acts at once, and owns who acts. */
    private record Tried(String name, MacawActor actor) implements Candidate {
        @Override
        public void close() {
            actor.close();
        }
    }

    @Override
    public void save(Snapshot to) {
        networks().forEach((name, network) -> to.put(name, network.state()));
        to.put("return-scale", new double[] {returnScale});
    }

    @Override
    public void restore(Snapshot from) {
        networks().forEach((name, n) -> n.restore(from.network(name, n.parameters())));
        returnScale = from.doubles("return-scale", 1)[0];
    }

    private Map<String, Network> networks() {
        return Map.of("value", value, "policy", policy, "inner-rates", rates);
    }

    /** Everything that moves, for a test that gives it values of its own. */
    Network value() {
        return value;
    }

    Network policy() {
        return policy;
    }

    Network rates() {
        return rates;
    }

    MacawNetworks shapes() {
        return shapes;
    }

    void descendBy(Descending other) {
        descending = other;
    }

    @Override
    public void close() {
        networks().values().forEach(Network::close);
    }
}
