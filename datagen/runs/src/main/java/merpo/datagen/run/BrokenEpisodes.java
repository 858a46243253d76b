package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import merpo.envs.Divergence;
import merpo.envs.rollout.RolloutCase;
import merpo.envs.rollout.RolloutFile;

/**
 * Keeps each episode whose physics diverged as a rollout file of the run, and says how to play it
 * again.
 *
 * @param say where it is said
 */
public record BrokenEpisodes(RunDirectory run, Consumer<String> say)
        implements Consumer<Divergence> {
    @Override
    public void accept(Divergence broken) {
        Path file =
                run.path(
                        String.format(
                                Locale.ROOT,
                                "divergences/%s-task%03d-seed%d-simulation%d-step%d.json",
                                broken.environment(),
                                broken.task().index(),
                                broken.seed(),
                                broken.simulation(),
                                broken.step()));
        try {
            RolloutFile.write(file, RolloutCase.of(broken));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say.accept(broken.message() + ". Replay: ./merpo envs rollout --in " + file);
    }
}
