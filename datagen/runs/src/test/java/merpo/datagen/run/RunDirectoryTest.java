package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
    @TempDir Path temp;

    @Test
    void aSecondRunInTheSamePlaceIsRefusedUnlessAskedFor() {
        Path dir = temp.resolve("run");
        try (RunDirectory run = RunDirectory.create(dir, Existing.REFUSE)) {
            run.writeText("config.yaml", "seed: 0\n");
            run.finish("tasks", 1.5, 1024, 0);
        }
        assertThatThrownBy(() -> RunDirectory.create(dir, Existing.REFUSE))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(dir.toString(), "--resume", "--overwrite");
        try (RunDirectory run = RunDirectory.create(dir, Existing.RESUME)) {
            assertThat(run.finished("tasks")).isTrue();
            assertThat(run.finished("behavior")).isFalse();
        }
        try (RunDirectory run = RunDirectory.create(dir, Existing.OVERWRITE)) {
            assertThat(run.finished("tasks")).isFalse();
            assertThat(dir.resolve("config.yaml")).doesNotExist();
        }
    }

    @Test
    void aForeignDirectoryIsNeitherContinuedNorDeletedNorMarked() throws IOException {
        Path letter = Files.writeString(temp.resolve("letter.txt"), "dear");
        for (Existing existing : Existing.values()) {
            assertThatThrownBy(() -> RunDirectory.create(temp, existing))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("was not made by merpo");
        }
        assertThatThrownBy(() -> RunDirectory.open(temp))
                .hasMessageContaining("./merpo quickstart");
        assertThat(letter).hasContent("dear");
        assertThat(temp.toFile().list()).containsExactly("letter.txt");
    }

    @Test
    void aSecondProcessIsRefusedByName() {
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            assertThatThrownBy(() -> RunDirectory.open(run.root()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .matches(refusal -> ((Refusal) refusal).isBusy());
        }
        RunDirectory.open(temp).close();
    }

    /** As jobs on other machines do: what the first one made is there, and stays. */
    @Test
    void whoHasPatienceWaitsForTheFirst() {
        RunDirectory first = RunDirectory.create(temp, Existing.REFUSE);
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            first.begin(Kind.TRAINING, "config.yaml", "seed: 0\n");
                            first.close();
                        });
        System.setProperty(RunDirectory.PATIENCE, "20");
        try (RunDirectory second = RunDirectory.create(temp, Existing.RESUME)) {
            assertThat(second.root().resolve("config.yaml")).hasContent("seed: 0");
            assertThat(Mark.read(second.root()).orElseThrow().settings()).isEqualTo("seed: 0\n");
        } finally {
            System.clearProperty(RunDirectory.PATIENCE);
        }
    }

    @Test
    void aFileWhereTheDirectoryShouldBeIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("run"), "");
        assertThatThrownBy(() -> RunDirectory.create(file, Existing.OVERWRITE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> RunDirectory.create(file.resolve("below"), Existing.REFUSE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--out");
    }

    @Test
    void pathsStayBelowTheDirectory() {
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            assertThat(run.path("merpo", "learning.csv"))
                    .isEqualTo(temp.resolve("merpo/learning.csv"));
            assertThat(temp.resolve("merpo")).isDirectory();
            for (String outside : List.of("../escape", "/etc/passwd", "a/../..", ".")) {
                assertThatThrownBy(() -> run.path(outside))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("is not below");
            }
        }
    }

    @Test
    void whatAKilledProcessLeftHalfIsSweptOnResume() throws IOException {
        RunDirectory.create(temp, Existing.REFUSE).close();
        Path half = temp.resolve("data/.task-03.h5.tmp-4711-1");
        Files.createDirectories(half.getParent());
        Files.writeString(half, "half");
        RunDirectory.open(temp).close();
        assertThat(half).doesNotExist();
    }

    @Test
    void overwritingDoesNotFollowLinks(@TempDir Path elsewhere) throws IOException {
        Path letter = Files.writeString(elsewhere.resolve("letter.txt"), "dear");
        RunDirectory.create(temp, Existing.REFUSE).close();
        Files.createSymbolicLink(temp.resolve("link"), elsewhere);
        RunDirectory.create(temp, Existing.OVERWRITE).close();
        assertThat(letter).exists();
        assertThat(Files.isSymbolicLink(temp.resolve("link"))).isFalse();
    }
}
