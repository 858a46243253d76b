package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A command that nothing happened to: what every other course of events has to end with.
 *
 * @param words of the command line, without its directory
 * @param digests of all files that it makes, by their paths
 * @param seconds from the start of its process to its end
 */
record Undisturbed(List<Object> words, SortedMap<String, String> digests, double seconds) {
    private static Undisturbed generation;
    private static Undisturbed training;

    /** A hundred small datasets of policies that ship with the project. */
    static synchronized Undisturbed generation() throws Exception {
        if (generation == null) {
            generation =
                    run(
                            List.of(
                                    "generate",
                                    "--env",
                                    "point-robot-wind",
                                    "--quality",
                                    "medium,random",
                                    "--transitions",
                                    60,
                                    "--seed",
                                    7));
        }
        return generation;
    }

    /** Ten checkpoints and five snapshots of four learners. */
    static synchronized Undisturbed training() throws Exception {
        if (training == null) {
            Path tasks = Files.createTempDirectory("faults-tasks").resolve("tasks.json");
            tasks.toFile().deleteOnExit();
            tasks.getParent().toFile().deleteOnExit();
            try (MerpoProcess draw =
                    MerpoProcess.start(
                            tasks.getParent().resolve("log"),
                            "envs",
                            "tasks",
                            "point-robot-wind",
                            "--training",
                            3,
                            "--test",
                            1,
                            "--out",
                            tasks)) {
                draw.ends(0);
            }
            training =
                    run(
                            List.of(
                                    "behaviors",
                                    "--env",
                                    "point-robot-wind",
                                    "--tasks",
                                    tasks,
                                    "--scale",
                                    "smoke"));
        }
        return training;
    }

    /** The command that works in a directory. */
    Object[] in(Path directory) {
        List<Object> all = new ArrayList<>(words);
        all.addAll(List.of("--out", directory));
        return all.toArray();
    }

    /** Fails unless a directory holds the same, and nothing else. */
    void requireSame(Path directory) throws IOException {
        Tree tree = new Tree(directory);
        assertThat(tree.digests()).as("%s", directory).isEqualTo(digests);
        assertThat(tree.temporaries()).isEmpty();
    }

    private static Undisturbed run(List<Object> words) throws Exception {
        Path directory = Files.createTempDirectory("faults-undisturbed");
        Undisturbed command = new Undisturbed(words, null, 0);
        try (MerpoProcess process =
                MerpoProcess.start(
                        directory.resolve("log"), command.in(directory.resolve("out")))) {
            process.ends(0);
            return new Undisturbed(
                    words, new Tree(directory.resolve("out")).digests(), process.seconds());
        } finally {
            new Tree(directory).delete();
        }
    }
}
