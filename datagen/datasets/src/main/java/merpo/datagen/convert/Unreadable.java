package merpo.datagen.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import merpo.datagen.hdf5.FileProbe;
import merpo.datagen.run.Memory;
import merpo.envs.storage.FileReason;

/**
 * Why a file is not read, in words that begin after its name: it is none, it is cut off, it uses
 * what is not known here, or it is damaged.
 */
final class Unreadable {
    private static final String POINTER = "version https://git-lfs";
    private static final Pattern FILTER =
            Pattern.compile("A required filter is not available: name='(.*?)' id=(\\d+).*");
    private static final Pattern TYPE = Pattern.compile("(?i)unsupported .*data ?type.*");
    private static final Pattern VERSION =
            Pattern.compile("(?i).*(version|unrecogni[sz]ed|unsupported|not supported).*");

    /** With 1032 bytes from one, deflate's best, a smaller file does not fill a heap. */
    private static final long FILLS_NO_HEAP = Runtime.getRuntime().maxMemory() / 1032;

    private Unreadable() {}

    /**
     * @param reason of the library that read it
     */
    static String words(Path path, String reason) {
        try {
            if (begins(path).startsWith(POINTER)) {
                return "it is a pointer of git LFS, not the data. Fetch them: git lfs pull";
            }
            long unused = FileProbe.require(path);
        } catch (IllegalArgumentException e) {
            return e.getMessage() + ". Fetch it again";
        } catch (IOException e) {
            return "cannot be read: " + FileReason.of(e) + ". Mend that, or name another";
        }
        var filter = FILTER.matcher(reason);
        if (filter.matches()) {
            return "its rows are packed with the filter \"%s\" (%s), which is not known here. Pack them with another: h5repack -f GZIP=4 IN OUT"
                    .formatted(filter.group(1), filter.group(2));
        }
        if (TYPE.matcher(reason).matches()) {
            return reason
                    + ", which is not known here. Write its arrays as float32, float64 or bool";
        }
        return VERSION.matcher(reason).matches()
                ? "%s: a part of HDF5 that is not known here, as h5py's libver=\"latest\" writes them (or it is damaged). Write its arrays anew as h5py.File(OUT, \"w\", libver=(\"v110\", \"v110\")) does: datagen/README.md has the lines"
                        .formatted(reason)
                : "it is damaged: %s. Fetch it again, or repair it with the program that wrote it"
                        .formatted(reason);
    }

    private static String begins(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(POINTER.length()), StandardCharsets.ISO_8859_1);
        }
    }

    /** Where the sizes were plausible and the heap was too small all the same. */
    static String outOfMemory(Path path) {
        boolean small = Files.isRegularFile(path) && path.toFile().length() < FILLS_NO_HEAP;
        return small
                ? "it is damaged: it asks for more memory than its rows can take. Fetch it again"
                : "reading it takes " + Memory.more();
    }
}
