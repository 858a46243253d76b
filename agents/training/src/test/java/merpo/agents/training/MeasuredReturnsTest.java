package merpo.agents.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two tasks: a baseline before the first step, the learner at steps 0, 10 and 20. */
final class MeasuredReturnsTest {
    @TempDir Path temp;

    private static String whole() {
        StringBuilder text = new StringBuilder("step,seed,task,policy,return,std,score\n");
        for (int task = 0; task < 2; task++) {
            text.append("0,0,%d,behavior,1.0,0.0,0.5\n".formatted(task));
        }
        for (int step = 0; step <= 20; step += 10) {
            for (int task = 0; task < 2; task++) {
                text.append("%d,0,%d,learned,2.0,0.0,0.6\n".formatted(step, task));
            }
        }
        return text.toString();
    }

    private Optional<String> flaw(String text) throws IOException {
        Path file = temp.resolve("returns.csv");
        Files.writeString(file, text);
        return MeasuredReturns.flaw(temp, 20);
    }

    @Test
    void aWholeTableHasNone() throws IOException {
        assertThat(flaw(whole())).isEmpty();
    }

    /** Every cut is seen: within a line, at its end, or between two steps. */
    @Test
    void whereverItIsCutOffIsSeen() throws IOException {
        String whole = whole();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(flaw(whole.substring(0, length))).as("%d bytes", length).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'20,0,1,learned,2.0', '20,0,1,learned,NaN', 'step 20, task 1, policy learned: return is NaN'",
        "'20,0,1,learned,2.0', '20,0,1,learned,Infinity', 'must be finite'",
        "'0,0,1,behavior,1.0,0.0,0.5\n', '', 'step 0, policy behavior: 1 rows of 2'",
        "'10,0,0,learned', '10,0,0,lerned', 'step 10, policy lerned: 1 rows of 2'"
    })
    void theFirstFlawIsNamedByItsPlace(String old, String now, String flaw) throws IOException {
        assertThat(flaw(whole().replace(old.replace("\\n", "\n"), now)).orElseThrow())
                .startsWith("returns.csv")
                .contains(flaw);
    }

    /** A try of fewer tasks than the training has is not whole. */
    @Test
    void aTryIsMeasuredAgainstItsTraining() throws IOException {
        assertThat(flaw(whole())).isEmpty();
        Path tried = temp.resolve("evaluation.csv");
        Files.writeString(
                tried, "step,seed,task,policy,return,std,score\n20,0,0,learned,2.0,0.0,0.6\n");
        assertThat(MeasuredReturns.flaw(tried, temp.resolve("returns.csv")).orElseThrow())
                .isEqualTo(
                        "evaluation.csv, step 20, policy learned: 1 rows of 2, one for each task and seed");
    }
}
