package merpo.benchmarks.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.Refusal;

/** Beside each job's directory: by which command it was made. */
final class CommandFile {
    private static final Set<String> PLACES = Set.of("--out", "--data", "--test-data", "--model");

    private CommandFile() {}

    static void write(Job job) throws IOException {
        Files.createDirectories(job.directory().toAbsolutePath().getParent());
        AtomicText.write(job.commandFile(), String.join("\n", job.arguments()) + "\n");
    }

    /**
     * A directory that another command made holds other results under the same name.
     *
     * @throws Refusal with both commands
     */
    static void requireSame(Job job) {
        String there = text(job);
        boolean same = placeless(there.lines().toList()).equals(placeless(job.arguments()));
        if (!there.isEmpty() && !same && Files.exists(job.directory())) {
            throw new Refusal(
                    "%s was made by another command (merpo %s), this one is: merpo %s. Choose another --out; what is there is kept"
                            .formatted(
                                    job.directory(),
                                    there.strip().replace('\n', ' '),
                                    String.join(" ", job.arguments())));
        }
    }

    private static String text(Job job) {
        try {
            return Files.exists(job.commandFile()) ? Files.readString(job.commandFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(job.commandFile() + " cannot be read: " + e, e);
        }
    }

    /** A command with its places as seen from its own directory: the same wherever that lies. */
    private static List<String> placeless(List<String> words) {
        int out = words.indexOf("--out");
        if (out < 0 || out + 1 == words.size()) {
            return words;
        }
        Path own = absolute(words.get(out + 1));
        List<String> all = new ArrayList<>(words);
        for (int i = 1; i < all.size(); i++) {
            Path place = absolute(all.get(i));
            if (PLACES.contains(all.get(i - 1)) || place.equals(own)) {
                all.set(i, own.relativize(place).toString());
            }
        }
        return all;
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
