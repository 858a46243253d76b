package merpo.datagen.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads the root attributes of a file in the oldest format in plain Java, before libhdf5 does: its
 * headers have no checksums, and an attribute that is longer than its header ends libhdf5 1.14.3
 * with a segmentation fault. This project writes a newer format.
 */
final class AttributeProbe {
    private static final int VERSION_AT = 8;
    private static final int FIRST_WITH_CHECKSUMS = 2;

    private AttributeProbe() {}

    /** Of a file that begins as HDF5. */
    static void require(Path path) throws IOException {
        if (version(path) >= FIRST_WITH_CHECKSUMS) {
            return;
        }
        try (HdfFile file = new HdfFile(path)) {
            file.getAttributes();
        } catch (RuntimeException e) { // of many kinds, from a library that trusts the file
            throw new IllegalArgumentException(
                    "its root attributes are damaged: " + String.valueOf(e.getMessage()), e);
        }
    }

    private static int version(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer version = ByteBuffer.allocate(1);
            return channel.read(version, VERSION_AT) == 1 ? version.get(0) : 0;
        }
    }
}
