package merpo.agents.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for a training where there is none is told what is there. */
final class NoTrainingTest {
    @TempDir Path temp;

    private void refused(Path directory, String... words) {
        assertThatThrownBy(() -> TrainingConfig.read(directory))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(directory + " holds no training: ")
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource({
        "adaptation.yaml, ./merpo replay",
        "manifest.json, ./merpo inspect",
        "training.json, ./merpo generate --policies"
    })
    void otherDirectoriesAreNamedWithTheCommandThatReadsThem(String file, String command)
            throws IOException {
        Files.createFile(temp.resolve(file));
        refused(temp, command + " " + temp);
    }

    @Test
    void aTrainingBelowIsPointedAt() throws IOException {
        Path below = Files.createDirectories(temp.resolve("merpo"));
        Files.writeString(below.resolve("config.yaml"), "algorithm: cql\n");
        refused(temp, "there is one in " + below);
    }

    @Test
    void whatIsNothingGetsTheCommandThatMakesOne() throws IOException {
        refused(temp, "it has no config.yaml", "./merpo train ALGORITHM --data DIR --out RUN");
        refused(temp.resolve("none"), "it does not exist", "./merpo train");
        refused(Files.createFile(temp.resolve("file")), "it is a file", "./merpo train");
    }
}
