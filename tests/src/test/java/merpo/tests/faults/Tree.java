package merpo.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile;

/** The files below a directory. */
record Tree(Path root) {
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

    /** SHA-256 of every published file by its path; of a manifest, without the time in it. */
    SortedMap<String, String> digests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Path file : published()) {
            String name = root.relativize(file).toString();
            digests.put(
                    name,
                    name.endsWith("manifest.json")
                            ? Files.readString(file)
                                    .replaceFirst("\"created_utc\" : \"[^\"]*\"", "")
                            : FileDigest.sha256(file));
        }
        return digests;
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
