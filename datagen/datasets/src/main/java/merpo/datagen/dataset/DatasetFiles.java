package merpo.datagen.dataset;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which files of a directory are datasets. Links are followed; what is hidden, a name that begins
 * with a dot, is nobody's data: a notebook's checkpoints, another system's side files.
 */
public final class DatasetFiles {
    private DatasetFiles() {}

    /** Whether a name is that of a dataset: .h5 or .hdf5, in any case. */
    public static boolean named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".h5") || name.endsWith(".hdf5");
    }

    /** Whether its name begins with a dot: what file managers and notebooks leave. */
    public static boolean hidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** Those directly in a directory, by name. */
    public static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> named(file) && !hidden(file) && !Files.isDirectory(file))
                    .sorted()
                    .toList();
        }
    }

    /**
     * All files below a directory that are wanted, by name. What links lead to twice is there once,
     * and a link to a directory above it ends there.
     */
    public static List<Path> below(Path directory, Predicate<Path> wanted) throws IOException {
        Set<Path> found = new TreeSet<>();
        Files.walkFileTree(
                directory,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return !folder.equals(directory) && hidden(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (wanted.test(file) && !hidden(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE; // what it leads to is being visited
                        }
                        throw failure;
                    }
                });
        Set<Path> real = new HashSet<>();
        return found.stream().filter(file -> real.add(real(file))).toList();
    }

    /** Where links lead; the name itself where they lead nowhere, which its reader will say. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }
}
