package merpo.benchmarks.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import merpo.benchmarks.spark.Message;

/**
 * The archive that Spark gets: the classes of {@code merpo.benchmarks.spark} and nothing else,
 * taken out of what runs. Of {@code merpo.jar} itself Spark may see nothing, since its libraries
 * would take the place of Spark's.
 */
final class DriverJar {
    private static final String PACKAGE = Message.class.getPackageName().replace('.', '/');

    private DriverJar() {}

    static void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            Path own = Path.of(own());
            if (Files.isDirectory(own)) {
                copy(own, jar);
            } else {
                try (FileSystem archive = FileSystems.newFileSystem(own)) {
                    copy(archive.getPath("/"), jar);
                }
            }
        }
    }

    private static URI own() {
        try {
            return Message.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path root, ZipOutputStream jar) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE))) {
            classes = files.sorted().toList();
        }
        for (Path one : classes) {
            jar.putNextEntry(new ZipEntry(PACKAGE + "/" + one.getFileName()));
            try (InputStream in = Files.newInputStream(one)) {
                in.transferTo(jar);
            }
            jar.closeEntry();
        }
    }
}
