package merpo.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile;

/** The files below a directory. */
record Tree(Path root) {
    private static final Pattern OF_ITS_DAY =
            Pattern.compile("(stages|memory)\\.csv|events\\..*|.*\\.(log|command)");

    /** Under final names, but for the lock, which names a process. */
    List<Path> published() throws IOException {
        return files().stream()
                .filter(file -> !AtomicFile.temporary(file))
                .filter(file -> !file.getFileName().toString().equals(".lock"))
                .toList();
    }

    /** Under the names of files that are being written. */
    List<Path> temporaries() throws IOException {
        return files().stream().filter(AtomicFile::temporary).toList();
    }

    /**
     * SHA-256 of every published file by its path, but for those that tell of times, memory and
     * processes; of a manifest without the time in it, of a run's mark without its place, of a
     * report without seconds and memory.
     */
    SortedMap<String, String> digests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Path file : published()) {
            if (!OF_ITS_DAY.matcher(file.getFileName().toString()).matches()) {
                digests.put(root.relativize(file).toString(), digest(file));
            }
        }
        return digests;
    }

    private static String digest(Path file) throws IOException {
        return switch (file.getFileName().toString()) {
            case "manifest.json" -> without("\"created_utc\" : \"[^\"]*\"", file);
            case ".merpo-run" -> without("\nbegan as: [^\n]*", file);
            case "report.html" ->
                    without("<td class=\"n\">[^<]*</td><td class=\"n\">\\d+ MiB</td>", file);
            default -> FileDigest.sha256(file);
        };
    }

    private static String without(String pattern, Path file) throws IOException {
        byte[] rest =
                Files.readString(file).replaceAll(pattern, "").getBytes(StandardCharsets.UTF_8);
        return FileDigest.sha256(rest);
    }

    /** All of it. */
    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return files(); // one was renamed meanwhile
            }
            throw e;
        }
    }
}
