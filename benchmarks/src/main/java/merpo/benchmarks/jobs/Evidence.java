package merpo.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import merpo.agents.training.Trainings;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.run.RunDirectory;

/** By what a directory is seen to be finished, without starting anything. */
public sealed interface Evidence {
    /** False for a directory that is missing or was interrupted. */
    boolean finished(Path directory);

    /** As far as a shell or another program can tell; none where the job itself says it sooner. */
    default Optional<Trace> trace() {
        return Optional.empty();
    }

    /**
     * A file in the directory.
     *
     * @param file its name
     * @param line how one of its lines begins; empty where it is enough that it is there
     */
    record Trace(String file, String line) {
        private static Trace ofStage(String stage) {
            return new Trace("stages.csv", stage + ",");
        }
    }

    /**
     * A training whose log of stages, {@code stages.csv}, lists its last one, and whose results are
     * whole.
     */
    record Training(String stage) implements Evidence {
        @Override
        public boolean finished(Path directory) {
            return RunDirectory.finished(directory, stage) && Trainings.usable(directory);
        }

        @Override
        public Optional<Trace> trace() {
            return Optional.of(Trace.ofStage(stage));
        }
    }

    /** A run whose log of stages lists its last one. */
    record Stage(String stage) implements Evidence {
        @Override
        public boolean finished(Path directory) {
            return RunDirectory.finished(directory, stage);
        }

        @Override
        public Optional<Trace> trace() {
            return Optional.of(Trace.ofStage(stage));
        }
    }

    /** A directory with the file that its command writes last. */
    record LastFile(String name) implements Evidence {
        @Override
        public boolean finished(Path directory) {
            return Files.isRegularFile(directory.resolve(name));
        }

        @Override
        public Optional<Trace> trace() {
            return Optional.of(new Trace(name, ""));
        }
    }

    /**
     * A dataset whose manifest lists a file for each of its tasks, each there with its size.
     *
     * @param folder of the dataset below the directory
     */
    record Dataset(String folder) implements Evidence {
        @Override
        public boolean finished(Path directory) {
            return Manifest.complete(directory.resolve(folder));
        }
    }
}
