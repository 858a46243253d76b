package merpo.datagen.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import merpo.datagen.run.Refusal;

/**
 * Where native libraries are unpacked. In a home that cannot be written (services, containers with
 * arbitrary ids) DJL and JavaCPP would use one name for all users of the temporary folder: the
 * second user fails, and whoever is first decides which code the others load. Then they get a
 * folder of this user alone.
 */
public final class NativeCaches {
    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rwx------");

    private NativeCaches() {}

    /**
     * Before the first native library is loaded; places that were chosen are kept.
     *
     * @param environment variables of this process
     * @throws Refusal where the folder belongs to another user, or others may write into it
     */
    public static void prepare(Map<String, String> environment) {
        if (Files.isWritable(Path.of(System.getProperty("user.home")))) {
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path folder = own(temporary);
            if (!environment.containsKey("DJL_CACHE_DIR")) {
                System.getProperties()
                        .putIfAbsent("DJL_CACHE_DIR", folder.resolve("djl").toString());
            }
            System.getProperties()
                    .putIfAbsent(
                            "org.bytedeco.javacpp.cachedir", folder.resolve("javacpp").toString());
        } catch (IOException e) {
            throw new Refusal(
                    "neither the home directory %s nor the temporary folder %s can be written, and native libraries are unpacked into one of them. Give a folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR"
                            .formatted(System.getProperty("user.home"), temporary),
                    e);
        }
    }

    /** The folder {@code merpo-ID} of the user who asks, made if need be. */
    static Path own(Path temporary) throws IOException {
        Object id = id(temporary);
        Path folder = temporary.resolve("merpo-" + id);
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !owner.equals(id)
                    || !Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
                throw new Refusal(
                        "%s must be a directory of user %s that nobody else may read or write, since native libraries are loaded from it; it is not. Remove it, or give another temporary folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR"
                                .formatted(folder, id),
                        e);
            }
        }
        return folder;
    }

    private static Object id(Path temporary) throws IOException {
        Path file = Files.createTempFile(temporary, "merpo", null);
        try {
            return Files.getAttribute(file, "unix:uid");
        } finally {
            Files.delete(file);
        }
    }
}
