package merpo.agents.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.run.Refusal;
import merpo.datagen.storage.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFileTest {
    @TempDir private Path directory;

    private Path file() {
        return directory.resolve(PolicyFile.NAME);
    }

    private void write(Policy shape, int tasks) throws IOException {
        int size = Math.toIntExact(shape.network().parameters());
        new PolicyFile("ant-fwd-back", shape, tasks, new float[tasks * size]).write(file());
    }

    /** What a file has always said, and no more. */
    @Test
    void theUsualPolicyIsTwoNumbersAndItsSizes() throws IOException {
        Policy shape = new Policy(3, 2, 2, 4);
        write(shape, 2);
        assertThat(Safetensors.read(file()).metadata())
                .isEqualTo(
                        Map.of(
                                "environment", "ant-fwd-back",
                                "hidden_layers", "2",
                                "width", "4",
                                "observation_size", "3",
                                "action_size", "2"));
        assertThat(PolicyFile.read(file()).shape()).isEqualTo(shape);
        assertThat(PolicyFile.read(file()).tasks()).isEqualTo(2);
    }

    @Test
    void widthsAndBoundsOfTheirOwnAreKept() throws IOException {
        Policy shape = new Policy(3, 2, List.of(4, 5), new SquashedGaussian.Bounds(-20, 0));
        write(shape, 1);
        assertThat(PolicyFile.read(file()).shape()).isEqualTo(shape);
    }

    @Test
    void widthsThatDoNotCountTheLayersAreRefused() throws IOException {
        Safetensors.of(
                        Map.of("actors", Safetensors.Tensor.of(new float[1], 1, 1)),
                        Map.of(
                                "hidden_layers", "3",
                                "width", "4,5",
                                "observation_size", "3",
                                "action_size", "2"))
                .write(file());
        assertThatThrownBy(() -> PolicyFile.read(file()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(
                        "its \"width\" is [4, 5], its \"hidden_layers\" 3: one width, or as many, are needed");
    }
}
