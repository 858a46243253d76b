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
 * @param work what it is told to do
 * @param digests of what it makes, by paths
 * @param seconds from the start of its process to its end
 */
record Undisturbed(Work work, SortedMap<String, String> digests, double seconds) {
    private static Undisturbed generation;
    private static Undisturbed training;

    /** A hundred small datasets of policies that ship with the project. */
    static synchronized Undisturbed generation() throws Exception {
        if (generation == null) {
            generation =
                    run(
                            Work.out(
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
                            Work.out(
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

    /** Words of a command that works in a directory, whatever is there already. */
    @FunctionalInterface
    interface Work {
        /** The words; what the command needs there first is there then. */
        List<Object> in(Path directory) throws IOException;

        /** A command whose directory is its {@code --out}. */
        static Work out(Object... words) {
            return directory -> {
                List<Object> all = new ArrayList<>(List.of(words));
                all.addAll(List.of("--out", directory));
                return all;
            };
        }
    }

    /** The command that works in a directory. */
    Object[] in(Path directory) throws IOException {
        return work.in(directory).toArray();
    }

    /** Fails unless a directory holds the same, and nothing else. */
    void requireSame(Path directory) throws IOException {
        Tree tree = new Tree(directory);
        assertThat(tree.digests()).as("%s", directory).isEqualTo(digests);
        assertThat(tree.temporaries()).isEmpty();
    }

    /** Does it once. */
    static Undisturbed run(Work work) throws Exception {
        Path directory = Files.createTempDirectory("faults-undisturbed");
        Path out = directory.resolve("out");
        try (MerpoProcess process =
                MerpoProcess.start(directory.resolve("log"), work.in(out).toArray())) {
            process.ends(0);
            return new Undisturbed(work, new Tree(out).digests(), process.seconds());
        } finally {
            new Tree(directory).delete();
        }
    }
}
