package merpo.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.datagen.settings.Setting;

/**
 * One command of merpo that makes one directory.
 *
 * @param name unique in its list, may have folders: {@code hopper-medium/combo-seed0}
 * @param arguments of merpo, such as {@code train combo --data ...}
 * @param resume words with which the command goes on with what is there, if anything is; empty
 *     where it does so by itself
 * @param directory it makes
 * @param evidence by which the directory is seen to be finished
 * @param needs names of the jobs that must be finished before
 * @param heap how far its Java heap may grow, such as {@code 2g}
 * @param seconds that it is expected to take, for the time left
 */
public record Job(
        String name,
        List<String> arguments,
        List<String> resume,
        Path directory,
        Evidence evidence,
        List<String> needs,
        String heap,
        double seconds) {
    public Job {
        arguments = List.copyOf(arguments);
        resume = List.copyOf(resume);
        needs = List.copyOf(needs);
        if (!heap.matches("[1-9][0-9]*[kmg]")) {
            throw new IllegalArgumentException(
                    "Job.heap of %s is \"%s\", must be a number with k, m or g, such as 2g"
                            .formatted(name, heap));
        }
        Setting.require("Job.seconds of " + name, seconds, seconds > 0, "positive");
    }

    /** Whether its directory holds all that it makes. */
    public boolean finished() {
        return evidence.finished(directory);
    }

    /** What a person types to run it alone, with the directory as it is now. */
    public String command() {
        List<String> words = new ArrayList<>(arguments);
        if (Files.exists(directory)) {
            words.addAll(resume);
        }
        return words(words);
    }

    /** Arguments as a person types them. */
    public static String words(List<String> arguments) {
        StringBuilder text = new StringBuilder("./merpo");
        for (String word : arguments) {
            boolean plain = word.matches("[\\w./:=,+-]+");
            text.append(' ').append(plain ? word : quoted(word));
        }
        return text.toString();
    }

    /** A word as a shell reads it back. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Gets what it prints; beside the directory, which is the job's own. */
    public Path log() {
        return beside(".log");
    }

    /** Says by which command the directory was made. */
    Path commandFile() {
        return beside(".command");
    }

    private Path beside(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }
}
