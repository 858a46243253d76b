package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
    @Test
    void theCpuIsTheKernelsFirst() {
        assertThat(
                        Machine.cpu(
                                List.of(
                                        "processor : 0",
                                        "model name\t: AMD EPYC",
                                        "model name\t: x")))
                .isEqualTo("AMD EPYC");
        assertThat(Machine.cpu(List.of())).isEqualTo("unknown");
    }
}
