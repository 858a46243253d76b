package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import merpo.datagen.process.ProgramException;
import org.junit.jupiter.api.Test;

final class RoundTest {
    @Test
    void anAnswerIsStepsAndSeconds() throws ProgramException {
        assertThat(Round.parse("1400 0.5").rate()).isEqualTo(2800);
        for (String wrong : List.of("1400", "fast 0.7", "0 0.7", "10 0", "10 NaN", "1 2 3", "")) {
            assertThatThrownBy(() -> Round.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ProgramException.class)
                    .hasMessage("a peer answered \"" + wrong + "\", expected \"STEPS SECONDS\"");
        }
        assertThatThrownBy(() -> Round.parse("failed no space left")).hasMessage("no space left");
    }
}
