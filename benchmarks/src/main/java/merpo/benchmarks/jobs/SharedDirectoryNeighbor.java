package merpo.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;

/** Another process at a shared directory: says whether it may have a run, or what a file holds. */
final class SharedDirectoryNeighbor {
    static final String BUSY = "busy";
    static final String FREE = "free";

    private SharedDirectoryNeighbor() {}

    public static void main(String[] words) throws IOException {
        Path path = Path.of(words[0]);
        System.out.println(Files.isDirectory(path) ? run(path) : Files.readString(path));
    }

    private static String run(Path directory) {
        try (RunDirectory run = RunDirectory.open(directory)) {
            return run.root().equals(directory) ? FREE : run.root().toString();
        } catch (Refusal refusal) {
            return refusal.isBusy() ? BUSY : refusal.getMessage();
        }
    }
}
