package merpo.benchmarks.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.run.CsvTable;

/** By what a directory is seen to be finished, without starting anything. */
public sealed interface Evidence {
    /** False for a directory that is missing or was interrupted. */
    boolean finished(Path directory);

    /** A run whose log of stages, {@code stages.csv}, lists all of these. */
    record Stages(List<String> names) implements Evidence {
        public Stages {
            names = List.copyOf(names);
        }

        @Override
        public boolean finished(Path directory) {
            Path log = directory.resolve("stages.csv");
            if (!Files.isRegularFile(log)) {
                return false;
            }
            Set<String> listed =
                    CsvTable.read(log).require("stage").rows().stream()
                            .map(row -> row.text("stage"))
                            .collect(Collectors.toSet());
            return listed.containsAll(names);
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
            Path place = directory.resolve(folder);
            if (!Files.isRegularFile(place.resolve(Manifest.FILE_NAME))) {
                return false;
            }
            Manifest manifest = Manifest.load(place);
            return manifest.tasks().size() == manifest.taskDraw().count()
                    && manifest.tasks().stream()
                            .allMatch(task -> size(place.resolve(task.file())) == task.bytes());
        }

        private static long size(Path file) {
            try {
                return Files.isRegularFile(file) ? Files.size(file) : -1;
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read: " + e, e);
            }
        }
    }
}
