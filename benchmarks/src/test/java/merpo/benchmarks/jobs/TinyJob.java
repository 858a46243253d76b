package merpo.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program to run as a job: {@code well DIR} makes a finished run, {@code badly DIR} fails, {@code
 * emptily DIR} ends well without one, {@code endlessly DIR} writes its process id and stays.
 */
final class TinyJob {
    static final String STAGE = "train";

    private TinyJob() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Path directory = Path.of(words[1]);
        long began = System.currentTimeMillis();
        System.out.println("job " + String.join(" ", words));
        if (words[0].equals("badly")) {
            throw new IllegalStateException("the physics diverged");
        }
        if (words[0].equals("endlessly")) {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
            Thread.sleep(60_000);
        }
        if (words[0].equals("well")) {
            Thread.sleep(200);
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("words"), String.join(" ", words));
            Files.writeString(directory.resolve("time"), began + " " + System.currentTimeMillis());
            finish(directory);
        }
    }

    /** Makes a directory that counts as finished. */
    static void finish(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(
                directory.resolve("stages.csv"),
                List.of("stage,seconds,resident_bytes", STAGE + ",1.0,-1"));
    }

    static Job job(String name, String how, Path root, String... needs) {
        Path directory = root.resolve(name);
        return new Job(
                name,
                List.of(how, directory.toString()),
                List.of("--resume"),
                directory,
                new Evidence.Training(STAGE),
                List.of(needs),
                "64m",
                1);
    }
}
