package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.envs.Divergence;
import merpo.envs.rollout.RolloutFile;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenEpisodesTest {
    /** Two steps of a cheetah; the command in the note plays the file that was kept. */
    @Test
    void aBrokenEpisodeIsKeptAndTheCommandThatReplaysItIsNamed(@TempDir Path folder)
            throws IOException {
        List<String> notes = new ArrayList<>();
        Divergence broken =
                new Divergence(
                        "half-cheetah-fwd-back",
                        Task.of(1, "direction", 1),
                        4,
                        7,
                        2,
                        "qvel[2] is not finite or huge",
                        new double[9],
                        new double[9],
                        new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"), Existing.REFUSE)) {
            new BrokenEpisodes(run, notes::add).accept(broken);
        }
        Path file =
                folder.resolve(
                        "run/divergences/half-cheetah-fwd-back-task001-seed7-simulation4-step2.json");
        assertThat(notes)
                .containsExactly(
                        "Physics diverged at step 2 of half-cheetah-fwd-back, task 1, simulation 4, seed 7:"
                                + " qvel[2] is not finite or huge. Replay: ./merpo envs rollout --in "
                                + file);
        RolloutFile kept = RolloutFile.read(file);
        assertThat(kept.given().actions()[1]).containsExactly(7, 8, 9, 10, 11, 12);
        assertThat(kept.play().steps()).isEqualTo(2);
    }
}
