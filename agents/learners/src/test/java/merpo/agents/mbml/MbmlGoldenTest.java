package merpo.agents.mbml;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Golden;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.generative.ActionNetwork;
import merpo.agents.generative.CandidateActor;
import merpo.agents.generative.GenerativePolicy;
import merpo.agents.generative.Proposal;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Three steps of MBML's distillation on tiny networks against numbers that another implementation
 * worked out in float64 (see the page beside the files): what is relabelled and kept, losses,
 * gradients, parameters and the action taken. {@link Golden}.
 */
class MbmlGoldenTest {
    @TestFactory
    Stream<DynamicTest> everyFile() throws IOException {
        return Golden.tests(
                "mbml",
                (manager, golden) -> {
                    try (Case steps = new Case(manager, golden)) {
                        Golden.steps(golden, steps);
                        steps.acting();
                    }
                });
    }

    /** A learner that holds the file's parameters. */
    private static final class Case implements Golden.Steps {
        private final NDManager manager;
        private final JsonNode golden;
        private final int tasks;
        private final int n; // observation
        private final int m; // action
        private final List<Integer> hidden;
        private final MbmlConfig config;
        private final Relabelling relabelling;
        private final Mbml mbml;
        private final List<float[]> gradients = new ArrayList<>();
        private final List<Float> losses = new ArrayList<>();

        Case(NDManager manager, JsonNode golden) {
            this.manager = manager;
            this.golden = golden;
            tasks = golden.at("/steps/0/inputs/context").size();
            n = golden.at("/config/observation").intValue();
            m = golden.at("/config/action").intValue();
            hidden =
                    IntStream.range(0, golden.at("/config/hidden").size())
                            .mapToObj(i -> golden.at("/config/hidden/" + i).intValue())
                            .toList();
            config = config();
            relabelling = relabelling();
            mbml = new Mbml(manager, config, nothing(), lessons(), relabelling);
            mbml.descents().by(this::recorded);
            JsonNode initial = golden.get("initial");
            mbml.networks()
                    .forEach((name, network) -> network.parameters().restore(of(initial, name)));
        }

        /** Rows that nobody reads: they tell the learner its widths. */
        private TaskData nothing() {
            int size = config.batch().context().rows();
            ReplayBuffer rows = new ReplayBuffer(size, n, m);
            while (rows.size() < size) {
                rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
            }
            return Data.tasks(Collections.nCopies(tasks, rows), 0);
        }

        private MbmlConfig config() {
            JsonNode file = golden.get("config");
            JsonNode rate = file.get("lr");
            int width = hidden.get(0);
            JsonNode inputs = golden.at("/steps/0/inputs");
            return new MbmlConfig(
                    MbmlTest.teachers(1),
                    new MbmlConfig.PredictorStage(
                            1,
                            1,
                            1e-3,
                            file.get("members").intValue(),
                            FirstWeights.RLKIT,
                            new MbmlConfig.Predictor(
                                    1, width, file.get("reward_std_threshold").doubleValue()),
                            new MbmlConfig.Kept()), // what is used is given
                    new MbmlConfig.Networks(
                            hidden.size(),
                            width,
                            file.get("latent").intValue(),
                            hidden.size(),
                            hidden.size(),
                            hidden.size(),
                            width,
                            FirstWeights.RLKIT),
                    new MbmlConfig.Rates(
                            rate.get("encoder").doubleValue(),
                            rate.get("q").doubleValue(),
                            rate.get("decoder").doubleValue(),
                            rate.get("perturbation").doubleValue()),
                    new MbmlConfig.TaskDraw(
                            MbmlConfig.TaskDraw.ALL,
                            inputs.get("observations").get(0).size(),
                            new ContextRows(inputs.get("context").get(0).size(), true)),
                    new MbmlConfig.Triplet(1, file.get("margin").doubleValue()),
                    file.get("kl_lambda").doubleValue());
        }

        private Proposal proposal() {
            return new Proposal(
                    golden.at("/acting/candidates").size(),
                    golden.at("/config/perturbation").doubleValue(),
                    0.5);
        }

        private Lessons lessons() {
            Critic critic = new Critic(n + m, 1, hidden);
            GenerativePolicy policy =
                    new GenerativePolicy(
                            ActionNetwork.of(n + 2 * m, hidden, m),
                            ActionNetwork.of(n + m, hidden, m));
            return new Lessons(
                    new CandidateActor.Networks(
                            policy,
                            critic,
                            stack(policy.decoder().network(), 1, i -> teacher(i, "vae_d")),
                            stack(policy.perturbation().network(), 1, i -> teacher(i, "actor")),
                            stack(critic.network(), 1, i -> teacher(i, "q1"))),
                    proposal());
        }

        private static String[] teacher(int task, String network) {
            return new String[] {"teacher." + task + "." + network};
        }

        private Relabelling relabelling() {
            JsonNode file = golden.get("config");
            Optional<PredictionEnsemble> next =
                    file.has("next_std_threshold")
                            ? Optional.of(ensemble("next", n, file.get("next_std_threshold")))
                            : Optional.empty();
            return new Relabelling(ensemble("reward", 1, file.get("reward_std_threshold")), next);
        }

        private PredictionEnsemble ensemble(String what, int outputs, JsonNode threshold) {
            int members = golden.at("/config/members").intValue();
            Mlp shape = new Mlp(n + m, hidden.subList(0, 1), outputs, Mlp.Hidden.RELU);
            Function<Integer, String[]> names =
                    task ->
                            IntStream.range(0, members)
                                    .mapToObj(i -> what + "." + task + "." + i)
                                    .toArray(String[]::new);
            return new PredictionEnsemble(
                    shape, stack(shape, members, names), threshold.doubleValue());
        }

        /** A row per task. */
        private ParameterStack stack(Mlp shape, int members, Function<Integer, String[]> names) {
            List<float[]> rows =
                    IntStream.range(0, tasks)
                            .mapToObj(task -> Golden.flat(golden.get("fixed"), names.apply(task)))
                            .toList();
            return ParameterStack.of(manager, joined(rows), shape.blocks(members));
        }

        private static float[] joined(List<float[]> rows) {
            float[] all = new float[rows.size() * rows.get(0).length];
            for (int row = 0; row < rows.size(); row++) {
                System.arraycopy(
                        rows.get(row), 0, all, row * rows.get(0).length, rows.get(0).length);
            }
            return all;
        }

        /** A trained network; in the files a context's s' stands before its reward. */
        private float[] of(JsonNode tensors, String name) {
            if (!name.equals("encoder")) {
                return Golden.flat(tensors, name.equals("critic") ? "q" : name);
            }
            float[] values = Golden.flat(tensors, name);
            int first = (2 * n + m + 1) * hidden.get(0);
            float[] turned = turned(Arrays.copyOf(values, first), hidden.get(0));
            System.arraycopy(turned, 0, values, 0, first);
            return values;
        }

        /** Of every (s, a, s', r), each entry so many numbers, (s, a, r, s'). */
        private float[] turned(float[] values, int each) {
            int row = (2 * n + m + 1) * each;
            float[] turned = values.clone();
            for (int at = 0; at < values.length; at += row) {
                int reward = at + (n + m) * each;
                System.arraycopy(values, reward + n * each, turned, reward, each);
                System.arraycopy(values, reward, turned, reward + each, n * each);
            }
            return turned;
        }

        /** Keeps the gradient; then the step. */
        private float[] recorded(List<Network> networks, Function<List<NDList>, NDArray> loss) {
            Descent all = Descent.of(networks.toArray(Network[]::new));
            try (Gradients found = all.gradients(loss)) {
                losses.add(found.loss()[0]);
                gradients.add(Golden.joined(found.blocks()));
                all.apply(found.blocks());
                return found.loss();
            }
        }

        @Override
        public void step(int number) {
            JsonNode step = golden.get("steps").get(number - 1);
            losses.clear();
            gradients.clear();
            try (NDManager scratch = manager.newSubManager()) {
                MbmlInputs inputs = inputs(step, scratch);
                before(step.get("losses"), inputs);
                check(step.get("losses"), mbml.update(inputs));
            }
            JsonNode all = step.get("gradients");
            near("encoder and q", gradients.get(0), join(of(all, "encoder"), of(all, "critic")));
            near("decoder", gradients.get(1), of(all, "decoder"));
            near("perturbation", gradients.get(2), of(all, "perturbation"));
            if (golden.get("after").has("" + number)) {
                JsonNode after = golden.get("after").get("" + number);
                mbml.networks()
                        .forEach(
                                (name, network) ->
                                        Golden.near(
                                                name,
                                                network.parameters().toArray(),
                                                of(after, name),
                                                Golden.PARAMETER));
            }
        }

        private static void near(String what, float[] found, float[] expected) {
            Golden.near("gradient of " + what, found, expected, Golden.GRADIENT);
        }

        private static float[] join(float[] one, float[] other) {
            float[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }

        private MbmlInputs inputs(JsonNode step, NDManager scratch) {
            JsonNode file = step.get("inputs");
            int[] all = IntStream.range(0, tasks).toArray();
            int c = config.batch().context().rows();
            NDArray context =
                    scratch.create(
                            turned(Golden.numbers(file.get("context")), 1),
                            new Shape(tasks, c, 2 * n + m + 1));
            Relabelling.Relabelled relabelled = relabelling.of(all, context);
            check(step.get("losses"), relabelled);
            float[] positives = new float[tasks * tasks * c];
            float[] combined = new float[tasks * tasks * c];
            int pair = 0;
            for (int i = 0; i < tasks; i++) {
                for (int j = 0; j < tasks; j++) {
                    if (i != j) {
                        int first = (i * tasks + j) * c;
                        file.get("positives")
                                .get(pair++)
                                .forEach(row -> positives[first + row.intValue()] = 1);
                    }
                }
                int first = i * tasks * c;
                file.get("chosen").get(i).forEach(row -> combined[first + row.intValue()] = 1);
                Arrays.fill(combined, first + i * c, first + (i + 1) * c, 1);
            }
            Shape grid = new Shape(tasks, tasks, c);
            NDArray s = rows(file, "observations", scratch);
            NDArray a = rows(file, "actions", scratch);
            NDArray nothing = s.get("..., 0").zerosLike();
            return new MbmlInputs(
                    all,
                    new Batch(s, a, a, nothing, s, nothing),
                    new TaskContexts(
                            relabelled.rows(),
                            relabelled.kept(),
                            scratch.create(positives, grid),
                            scratch.create(combined, grid)),
                    rows(file, "zeta_noise", scratch),
                    scratch.create(Golden.numbers(file.get("z_noise"))).reshape(tasks, -1));
        }

        private NDArray rows(JsonNode file, String name, NDManager scratch) {
            int width = file.get(name).get(0).get(0).size();
            return Golden.shared(file, name, scratch).reshape(tasks, -1, width);
        }

        private void check(JsonNode losses, Relabelling.Relabelled relabelled) {
            assertThat(relabelled.kept().toFloatArray())
                    .containsExactly(Golden.numbers(losses.get("kept")));
            Golden.near(
                    "relabelled rewards",
                    relabelled.rows().get("..., {}", n + m).toFloatArray(),
                    Golden.numbers(losses.get("relabelled_rewards")),
                    Golden.LOSS);
        }

        /** What stands in a step before anything has moved. */
        private void before(JsonNode losses, MbmlInputs inputs) {
            TaskInference inferred =
                    TaskInference.of(
                            config.networks().encoder(2 * n + m + 1),
                            inputs.contexts(),
                            mbml.networks().get("encoder").constant());
            float[] near = inferred.near().toFloatArray();
            float[] far = inferred.far().toFloatArray();
            int pair = 0;
            for (int at = 0; at < tasks * tasks; at++) {
                if (at / tasks != at % tasks) {
                    JsonNode expected = losses.get("distances").get(pair++);
                    Golden.near("near " + at, near[at], expected.get(0), Golden.LOSS);
                    Golden.near("far " + at, far[at], expected.get(1), Golden.LOSS);
                }
            }
            Golden.near(
                    "posterior mean",
                    inferred.combined().mean().toFloatArray(),
                    Golden.numbers(losses.get("posterior_mean")),
                    Golden.LOSS);
            Golden.near(
                    "posterior variance",
                    inferred.combined().variance().toFloatArray(),
                    Golden.numbers(losses.get("posterior_variance")),
                    Golden.LOSS);
        }

        private void check(JsonNode expected, Map<String, Double> seen) {
            Golden.near("triplet", seen.get("triplet_loss"), expected.get("triplet"), Golden.LOSS);
            Golden.near("kl", tasks * seen.get("kl"), expected.get("kl"), Golden.LOSS);
            Golden.near("q", seen.get("q_loss"), expected.get("q"), Golden.LOSS);
            Golden.near(
                    "candidate",
                    seen.get("candidate_loss"),
                    expected.get("candidate"),
                    Golden.LOSS);
            Golden.near(
                    "perturbation",
                    seen.get("perturbation_loss"),
                    expected.get("perturbation"),
                    Golden.LOSS);
            double sum =
                    expected.get("triplet").doubleValue()
                            + config.klWeight() * expected.get("kl").doubleValue()
                            + expected.get("q").doubleValue();
            Golden.near("all that the encoder descends", losses.get(0), sum, Golden.LOSS);
        }

        void acting() {
            JsonNode expected = golden.get("acting");
            CandidateActor actor =
                    mbml.student(proposal(), Golden.numbers(expected.get("z")), new long[] {1});
            float[] s = Golden.numbers(expected.get("observation"));
            try (NDManager scratch = manager.newSubManager()) {
                JsonNode rows = expected.get("noise");
                NDArray noise =
                        scratch.create(Golden.numbers(rows)).reshape(1, rows.size(), 2L * m);
                CandidateActor.Choice choice = actor.choice(s, noise);
                Golden.near(
                        "candidates",
                        choice.actions(),
                        Golden.numbers(expected.get("candidates")),
                        Golden.LOSS);
                Golden.near(
                        "values", choice.values(), Golden.numbers(expected.get("q")), Golden.LOSS);
                assertThat(choice.best(rows.size()))
                        .containsExactly(expected.get("index").intValue());
            }
        }

        @Override
        public void close() {
            mbml.close();
        }
    }
}
