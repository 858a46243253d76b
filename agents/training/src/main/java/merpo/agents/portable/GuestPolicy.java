package merpo.agents.portable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Policy;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.Refusal;
import merpo.datagen.statistics.Statistics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * A policy in a file of ONNX or TorchScript, whoever made it, and the tasks that it is tried in: it
 * acts in B simulations of each. Owns the policy; close it.
 */
public final class GuestPolicy implements Actor, AutoCloseable {
    private final Path file;
    private final ForeignPolicy policy;
    private final EnvironmentDefinition definition;
    private final List<PortablePolicy.Member> members;
    private boolean alone; // whether it takes one row at a time

    private GuestPolicy(
            Path file,
            ForeignPolicy policy,
            EnvironmentDefinition definition,
            List<PortablePolicy.Member> members)
            throws IOException {
        this.file = file;
        this.policy = policy;
        this.definition = definition;
        this.members = members;
        requireActs();
    }

    /**
     * Opens a policy and has it act once, so that what does not fit is refused at once.
     *
     * @param environment id; empty where the file says it, as ours do
     * @param task index of its task, or of a fixed task of the family; empty for all that the file
     *     names, or that the family tests on
     * @throws IllegalArgumentException where no environment has this id
     * @throws Refusal where it is no policy, or of another environment or task
     */
    public static GuestPolicy open(Path file, String environment, OptionalInt task)
            throws IOException {
        if (!environment.isEmpty()) {
            var unused = Environments.named(environment); // a word, told before any file is read
        }
        ForeignPolicy policy = read(file);
        try {
            EnvironmentDefinition definition = environment(file, policy, environment);
            return new GuestPolicy(
                    file, policy, definition, members(file, policy, definition, task));
        } catch (IOException | RuntimeException e) {
            policy.close();
            throw e;
        }
    }

    /**
     * A file, known by its content: a zip archive holds TorchScript, all else must be ONNX.
     *
     * @throws Refusal where it is neither
     */
    private static ForeignPolicy read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    "%s is no file. Give a policy: ONNX, or TorchScript (torch.jit.save)"
                            .formatted(file));
        }
        boolean archive;
        try (InputStream in = Files.newInputStream(file)) {
            archive = new String(in.readNBytes(2), StandardCharsets.ISO_8859_1).equals("PK");
        }
        return archive ? TorchScriptPolicy.open(file) : OnnxPolicy.open(file);
    }

    private static EnvironmentDefinition environment(
            Path file, ForeignPolicy policy, String given) {
        String own = policy.metadata().getOrDefault(PortablePolicy.ENVIRONMENT, "");
        if (given.isEmpty() && own.isEmpty()) {
            throw new Refusal(
                    file + " does not say in which environment it acts. Name it: --env ID");
        }
        if (own.isEmpty()) {
            return Environments.named(given);
        }
        EnvironmentDefinition said = named(file, own);
        if (given.isEmpty()) {
            return said;
        }
        EnvironmentDefinition definition = Environments.named(given);
        if (!definition.id().equals(said.id())) {
            throw new Refusal(
                    "--env is %s, but %s is of %s. Leave --env out".formatted(given, file, own));
        }
        return definition;
    }

    /** What the file says, which may be of another version or damaged. */
    private static EnvironmentDefinition named(Path file, String own) {
        try {
            return Environments.named(own);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "%s says that it acts in \"%s\", which is no environment here. Export it again: ./merpo export"
                            .formatted(file, own),
                    e);
        }
    }

    /** Of the file's own tasks, or of the family's. */
    private static List<PortablePolicy.Member> members(
            Path file, ForeignPolicy policy, EnvironmentDefinition definition, OptionalInt wanted)
            throws IOException {
        List<PortablePolicy.Member> own = PortablePolicy.members(file, policy.metadata());
        List<PortablePolicy.Member> all = own;
        if (own.isEmpty()) {
            TaskSplit split = TaskSplit.usual(definition);
            all =
                    (wanted.isEmpty() ? split.test() : split.all())
                            .stream()
                                    .map(task -> new PortablePolicy.Member(task, List.of()))
                                    .toList();
        }
        List<PortablePolicy.Member> chosen =
                all.stream()
                        .filter(one -> wanted.isEmpty() || one.task().index() == wanted.getAsInt())
                        .toList();
        if (chosen.isEmpty()) {
            throw new Refusal(
                    "--task is %d, but %s has %s. Choose one of them"
                            .formatted(
                                    wanted.getAsInt(),
                                    own.isEmpty() ? definition.id() : file,
                                    all.stream()
                                            .map(one -> "" + one.task().index())
                                            .collect(Collectors.joining(", ", "the tasks ", ""))));
        }
        return chosen;
    }

    /** Two rows at once, else one at a time, give as many actions. */
    private void requireActs() throws IOException {
        int latent = members.get(0).z().size();
        float[] observations = new float[2 * definition.observationSize()];
        IOException failure = null;
        for (int rows = 2; rows >= 1; rows--) {
            try {
                float[] acted =
                        policy.act(
                                Arrays.copyOf(observations, rows * definition.observationSize()),
                                new float[rows * latent],
                                rows);
                if (acted.length != rows * definition.actionSize()) {
                    throw new Refusal(
                            "%s gives %d numbers for an observation of %s, whose actions have %d. Name the environment that it was trained in: --env ID"
                                    .formatted(
                                            file,
                                            acted.length / rows,
                                            definition.id(),
                                            definition.actionSize()));
                }
                alone = rows == 1;
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new Refusal(
                "%s cannot act on an observation of %s, %d numbers%s: %s. Name the environment that it was trained in: --env ID"
                        .formatted(
                                file,
                                definition.id(),
                                definition.observationSize(),
                                latent > 0 ? ", and an embedding of " + latent : "",
                                failure.getMessage()),
                failure);
    }

    /** In which it acts. */
    public EnvironmentDefinition environment() {
        return definition;
    }

    /** In which it is tried, in the order of its simulations. */
    public List<Task> tasks() {
        return members.stream().map(PortablePolicy.Member::task).toList();
    }

    /**
     * Returns in one task.
     *
     * @param task its index, or {@code all}
     */
    public record Returns(String task, double mean, double deviation, double least, double most) {
        static Returns of(String task, double... returns) {
            DoubleSummaryStatistics seen = DoubleStream.of(returns).summaryStatistics();
            return new Returns(
                    task,
                    seen.getAverage(),
                    Statistics.deviation(returns),
                    seen.getMin(),
                    seen.getMax());
        }
    }

    /**
     * Plays whole episodes in each task; of several tasks the last row is of all.
     *
     * @param seed start states are those of an evaluation of a training with this seed
     */
    public List<Returns> measure(int episodes, long seed, int threads) {
        try (PolicyRollout rollout = new PolicyRollout(definition, tasks(), episodes, threads)) {
            double[][] each = rollout.returns(this, Trial.starts(seed));
            List<Returns> rows = new ArrayList<>();
            for (int task = 0; task < each.length; task++) {
                rows.add(Returns.of("" + tasks().get(task).index(), each[task]));
            }
            if (each.length > 1) {
                rows.add(
                        Returns.of(
                                "all",
                                Arrays.stream(each).flatMapToDouble(DoubleStream::of).toArray()));
            }
            return rows;
        }
    }

    /** In the first of its tasks, what an observation lets it do. */
    public float[] actFirst(float[] observation) {
        float[] all = new float[observation.length * members.size()];
        System.arraycopy(observation, 0, all, 0, observation.length);
        return Arrays.copyOf(act(all).actions(), definition.actionSize());
    }

    @Override
    public Policy.Acted act(float[] observations) {
        int width = definition.observationSize();
        int rows = observations.length / width;
        int latent = members.get(0).z().size();
        float[] z = new float[rows * latent];
        for (int row = 0; row < rows; row++) {
            List<Float> own = members.get(row / (rows / members.size())).z();
            for (int i = 0; i < latent; i++) {
                z[row * latent + i] = own.get(i);
            }
        }
        float[] actions = new float[rows * definition.actionSize()];
        int step = alone ? 1 : rows;
        for (int row = 0; row < rows; row += step) {
            float[] some =
                    act(part(observations, row, step, width), part(z, row, step, latent), step);
            System.arraycopy(some, 0, actions, row * definition.actionSize(), some.length);
        }
        return new Policy.Acted(actions, new float[0]);
    }

    private float[] act(float[] observations, float[] z, int rows) {
        try {
            float[] actions = policy.act(observations, z, rows);
            int width = definition.observationSize();
            for (int i = 0; i < actions.length; i++) {
                if (Float.isNaN(actions[i])) {
                    float[] seen = part(observations, i / definition.actionSize(), 1, width);
                    throw new Refusal(
                            "%s gives NaN for the observation %s: no action. Look at its weights, and at what it expects of observations"
                                    .formatted(file, Arrays.toString(seen)));
                }
            }
            return actions;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static float[] part(float[] rows, int from, int count, int width) {
        return Arrays.copyOfRange(rows, from * width, (from + count) * width);
    }

    @Override
    public void close() {
        policy.close();
    }
}
