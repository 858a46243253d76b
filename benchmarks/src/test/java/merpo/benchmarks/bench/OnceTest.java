package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.datagen.process.ProgramException;
import org.junit.jupiter.api.Test;

final class OnceTest {
    @Test
    void whatFailedOnceIsNotTriedAgain() throws ProgramException {
        int[] tries = new int[2];
        Once<String> failing =
                new Once<>(
                        () -> {
                            tries[0]++;
                            throw new ProgramException("no network");
                        });
        assertThatThrownBy(failing::get).hasMessage("no network");
        assertThatThrownBy(failing::get).hasMessage("no network");
        Once<String> working = new Once<>(() -> "made " + ++tries[1]);
        assertThat(working.get()).isEqualTo("made 1");
        assertThat(working.get()).isEqualTo("made 1");
        assertThat(tries).containsExactly(1, 1);
    }
}
