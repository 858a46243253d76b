package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.hdf5.Hdf5Exception;
import merpo.envs.storage.AtomicFile.Existing;

/** Publishes a directory whole or not at all: filled under a temporary name, then renamed. */
final class DirectoryPublisher {
    /** Fills a directory. */
    interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    private DirectoryPublisher() {}

    static void publish(Path target, Existing existing, Content content) {
        String suffix = ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp-" + suffix);
        Path old = target.resolveSibling("." + target.getFileName() + ".old-" + suffix);
        try {
            refuse(target, existing);
            Files.createDirectories(temporary);
            content.writeTo(temporary);
            if (existing == Existing.REPLACE && Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            refuse(target, Existing.REFUSE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | Hdf5Exception e) {
            throw new DatasetException(
                    "%s: cannot be written: %s. Nothing was published. Is the directory writable and the disk not full?"
                            .formatted(target, e.getMessage()),
                    e);
        } finally {
            delete(temporary);
            delete(old);
        }
    }

    private static void refuse(Path target, Existing existing) {
        if (existing == Existing.REFUSE && Files.exists(target)) {
            throw new DatasetException(target + " exists. Choose another name, or say --overwrite");
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new DatasetException(
                    "%s: cannot be deleted: %s. Delete it yourself"
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }
}
