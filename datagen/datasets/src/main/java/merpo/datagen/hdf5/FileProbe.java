package merpo.datagen.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A look at a file in plain Java before libhdf5 sees it: is it there, is it HDF5, is it as long as
 * its superblock says (HDF5 File Format Specification, section II.A).
 */
public final class FileProbe {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int LARGEST_SUPERBLOCK = 100;

    private FileProbe() {}

    /** Size of the file in bytes. Fails with a message that begins after the file's name. */
    public static long require(Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw new IllegalArgumentException(
                    "it is a link to " + Files.readSymbolicLink(file) + ", where there is nothing");
        }
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("it is a directory or device, must be a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head =
                    ByteBuffer.allocate(LARGEST_SUPERBLOCK).order(ByteOrder.LITTLE_ENDIAN);
            while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
            head.flip();
            requireSignature(head);
            requireWhole(head, channel.size());
            return channel.size();
        }
    }

    private static void requireSignature(ByteBuffer head) {
        if (head.limit() == 0) {
            throw new IllegalArgumentException("it is empty");
        }
        byte[] start = new byte[Math.min(SIGNATURE.length, head.limit())];
        head.get(0, start);
        if (!Arrays.equals(start, SIGNATURE)) {
            throw new IllegalArgumentException("it is not HDF5: it does not begin with \\x89HDF");
        }
    }

    private static void requireWhole(ByteBuffer head, long size) {
        if (head.limit() < 48) {
            throw new IllegalArgumentException(
                    "it is cut off inside its superblock, after " + size + " bytes");
        }
        int version = head.get(8);
        int widthAt = version >= 2 ? 9 : 13;
        if (version < 0 || version > 3 || head.get(widthAt) != 8) {
            throw new IllegalArgumentException(
                    "its superblock is damaged: version "
                            + version
                            + ", address width "
                            + head.get(widthAt));
        }
        int endAt = version >= 2 ? 28 : version == 1 ? 44 : 40;
        if (head.limit() < endAt + Long.BYTES) {
            throw new IllegalArgumentException("it is cut off inside its superblock");
        }
        long end = head.getLong(endAt);
        if (end < 0 || end > size) {
            throw new IllegalArgumentException(
                    "it has "
                            + size
                            + " bytes, its superblock promises "
                            + Long.toUnsignedString(end)
                            + ": it is truncated");
        }
    }
}
