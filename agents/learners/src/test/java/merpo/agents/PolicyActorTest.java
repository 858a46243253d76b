package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyActorTest {
    private static final Policy SHAPE =
            new Policy(2, 1, List.of(3, 5), new SquashedGaussian.Bounds(-20, 0));

    @TempDir Path folder;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private PolicyActor writtenAndRead(PolicyActor actor) throws Exception {
        Snapshot snapshot = Snapshot.empty();
        actor.save(snapshot);
        Path file = folder.resolve("policy.safetensors");
        snapshot.write(file);
        return PolicyActor.read(manager, Snapshot.read(file));
    }

    @Test
    void comesBackWithItsWidthsAndBoundsAndActsTheSame() throws Exception {
        try (ParameterStack two = SHAPE.initialize(manager, Streams.perTask(1, "policy", 2));
                PolicyActor read = writtenAndRead(new PolicyActor(SHAPE, two))) {
            assertThat(read.policy()).isEqualTo(SHAPE);
            float[] seen = {0.5f, -1, 2, 0};
            assertThat(read.act(seen).actions())
                    .isEqualTo(new PolicyActor(SHAPE, two).act(seen).actions());
        }
    }

    /** One policy acts for three tasks as three copies of it would. */
    @Test
    void onePolicyActsForAllTasks() throws Exception {
        try (ParameterStack one = SHAPE.initialize(manager, Streams.perTask(1, "policy", 1));
                ParameterStack three = one.repeat(3);
                PolicyActor read = writtenAndRead(new PolicyActor(SHAPE, one, 3))) {
            float[] seen = {0.5f, -1, 2, 0, 1, 1};
            assertThat(read.tasks()).isEqualTo(3);
            assertThat(read.act(seen).actions())
                    .isEqualTo(new PolicyActor(SHAPE, three).act(seen).actions());
        }
    }

    /** 2-3-5-2: 9 + 20 + 12 = 41 numbers. */
    @Test
    void numbersThatAreNoWholePoliciesAreRefused() throws Exception {
        Snapshot snapshot = Snapshot.empty();
        try (ParameterStack one = SHAPE.initialize(manager, Streams.perTask(1, "policy", 1))) {
            new PolicyActor(SHAPE, one, 3).save(snapshot);
        }
        snapshot.put("actors", new float[2 * 41]);
        assertThatThrownBy(() -> PolicyActor.read(manager, snapshot))
                .hasMessage("82 numbers are neither one policy of 41 nor one for each of 3 tasks");
    }
}
