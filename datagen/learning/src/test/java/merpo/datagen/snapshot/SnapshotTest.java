package merpo.datagen.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a file comes out of it; what does not fit is refused by name. */
class SnapshotTest {
    private static final Policy POLICY = new Policy(1, 1, 1, 2);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private Snapshot writtenAndRead(Snapshot snapshot) throws Exception {
        Path file = directory.resolve("learner.safetensors");
        snapshot.write(file);
        return Snapshot.read(file);
    }

    @Test
    void numbersComeBackBitByBit() throws Exception {
        Snapshot snapshot = Snapshot.empty();
        snapshot.at("part").put("floats", new float[] {1, -0f, Float.MIN_VALUE, 1 / 3f});
        snapshot.at("part").put("doubles", 1 / 3.0, Double.MAX_VALUE);
        snapshot.at("part").put("none", new double[0]); // a rule that does not move
        Snapshot read = writtenAndRead(snapshot).at("part");
        assertThat(read.floats("floats", 4)).containsExactly(1, -0f, Float.MIN_VALUE, 1 / 3f);
        assertThat(read.doubles("doubles", 2)).containsExactly(1 / 3.0, Double.MAX_VALUE);
        assertThat(read.doubles("none", 0)).isEmpty();
    }

    @Test
    void namesNest() throws Exception {
        Snapshot snapshot = Snapshot.empty();
        snapshot.at("a").put("x", 1);
        snapshot.at("b").at("a").put("x", 2);
        Snapshot read = writtenAndRead(snapshot);
        assertThat(read.at("a").doubles("x", 1)).containsExactly(1);
        assertThat(read.at("b").at("a").doubles("x", 1)).containsExactly(2);
    }

    private Network network(long seed, int tasks) {
        return Network.of(
                "net", POLICY.initialize(manager, Streams.perTask(seed, "weights", tasks)), 0.1);
    }

    private static void descend(Network network) {
        network.descend(
                parameters ->
                        parameters
                                .get(0)
                                .square()
                                .sum(new int[] {3})
                                .sum(new int[] {2})
                                .squeeze(1));
    }

    @Test
    void networksComeBackWithTheirOptimizers() throws Exception {
        try (Network saved = network(1, 2);
                Network other = network(2, 2)) {
            descend(saved);
            descend(saved);
            descend(other);
            Snapshot snapshot = Snapshot.empty();
            snapshot.put("net", saved.state());
            other.restore(writtenAndRead(snapshot).network("net", other.parameters()));
            assertThat(other.parameters().toArray()).isEqualTo(saved.parameters().toArray());
            descend(saved);
            descend(other);
            assertThat(other.parameters().toArray()).isEqualTo(saved.parameters().toArray());
            assertThat(other.state().adam().second()).isEqualTo(saved.state().adam().second());
            assertThat(other.state().adam().steps()).containsExactly(3, 3);
        }
    }

    /** A rule of one number and two tasks; one task has too few. */
    @Test
    void multipliersGoOnFromTheirState() throws Exception {
        Multiplier rule = new Multiplier.Plain(1, 0.5, 0, 0, 10, Multiplier.Clip.KEPT);
        Multiplier.Stack saved = Multiplier.Stack.start(rule, 2);
        saved.follow(task -> 4 * task);
        Snapshot snapshot = Snapshot.empty();
        snapshot.put("lambda", saved.state());
        Multiplier.Stack other = Multiplier.Stack.start(rule, 2);
        writtenAndRead(snapshot).restore("lambda", other);
        assertThat(other.state()).containsExactly(1, 3); // 1 + 0.5 * 0 and 1 + 0.5 * 4
        assertThatThrownBy(() -> snapshot.restore("lambda", Multiplier.Stack.start(rule, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"lambda\": 2 numbers, 1 are needed");
    }

    /** Room for two rows, three came: the next takes the place of the second. */
    @Test
    void buffersComeBackWithThePlaceOfTheNextRow() throws Exception {
        ReplayBuffer saved = new ReplayBuffer(2, 1, 1);
        for (int n = 0; n < 3; n++) {
            add(saved, n, n == 2);
        }
        Snapshot snapshot = Snapshot.empty();
        snapshot.put("rows", List.of(saved));
        ReplayBuffer read = new ReplayBuffer(2, 1, 1);
        add(read, 77, true);
        writtenAndRead(snapshot).restore("rows", List.of(read));
        assertThat(new float[] {read.reward(0), read.reward(1)}).containsExactly(2, 1);
        assertThat(read.terminal(0)).isTrue();
        assertThat(read.terminal(1)).isFalse();
        add(read, 3, false);
        assertThat(new float[] {read.reward(0), read.reward(1)}).containsExactly(2, 3);
    }

    private static void add(ReplayBuffer buffer, int n, boolean terminal) {
        float[] row = {n, 0.1f * n, n, n + 1};
        buffer.add(row, 0, row, 1, row[2], row, 3, terminal);
    }

    private static void refused(Runnable reading, String message) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static final String REMEDY =
            " It was made by a learner of other settings. Give the same, or begin the training again in another directory";

    @Test
    void refusesWhatIsNotThereOrOfAnotherType() {
        Snapshot snapshot = Snapshot.empty();
        snapshot.at("part").put("x", new float[1]);
        String message =
                "the snapshot has no \"part.%s\": it was made by another learner or version. Begin the training again in another directory";
        refused(() -> snapshot.at("part").floats("y", 1), message.formatted("y"));
        refused(() -> snapshot.at("part").doubles("x", 1), message.formatted("x"));
    }

    @Test
    void refusesAnotherCountOfNumbers() {
        Snapshot snapshot = Snapshot.empty();
        snapshot.at("part").put("x", new float[3]);
        refused(
                () -> snapshot.at("part").floats("x", 4),
                "the snapshot, \"part.x\": 3 numbers, 4 are needed." + REMEDY);
    }

    @Test
    void namesTheFileThatDoesNotFit() throws Exception {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put("x", new float[3]);
        Snapshot read = writtenAndRead(snapshot);
        assertThatThrownBy(() -> read.floats("x", 4))
                .hasMessageStartingWith(directory.resolve("learner.safetensors") + ", \"x\": 3");
    }

    /** 1-2-2: 10 numbers per task. */
    @Test
    void refusesANetworkOfMoreTasks() {
        try (Network three = network(1, 3);
                ParameterStack two = POLICY.initialize(manager, Streams.perTask(1, "other", 2))) {
            Snapshot snapshot = Snapshot.empty();
            snapshot.put("net", three.state());
            refused(
                    () -> snapshot.network("net", two),
                    "the snapshot, \"net.steps\": 3 numbers, 2 are needed." + REMEDY);
        }
    }

    @Test
    void refusesOtherBuffers() {
        Snapshot snapshot = Snapshot.empty();
        ReplayBuffer two = new ReplayBuffer(2, 1, 1);
        two.add(new float[1], 0, new float[1], 0, 0, new float[1], 0, false);
        two.add(new float[1], 0, new float[1], 0, 0, new float[1], 0, false); // full
        snapshot.put("rows", List.of(two));
        refused(
                () -> snapshot.restore("rows", List.of(two, two)),
                "the snapshot, \"rows.buffers\": 1 buffers, 2 are needed." + REMEDY);
        refused(
                () -> snapshot.restore("rows", List.of(new ReplayBuffer(3, 1, 1))),
                "the snapshot, \"rows.task-0\": 2 rows of 1 + 1 + 1 numbers, the next at 0, do not fit a replay buffer of capacity 3 with observations of 1 and actions of 1."
                        + REMEDY);
    }
}
