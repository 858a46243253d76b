package merpo.datagen.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Walks the heaps that hold a file's variable-length texts, in plain Java, before libhdf5 does.
 * They are the one structure without a checksum, and flipped bits in a file ended in a crash of the
 * JVM inside libhdf5 1.14.3 before this walk existed (HDF5 File Format Specification, III.E).
 */
final class TextHeapProbe {
    private static final byte[] SIGNATURE = {'G', 'C', 'O', 'L', 1, 0, 0, 0};
    private static final int HEADER = 16;
    private static final int MOST_BYTES = 64 << 20;

    private TextHeapProbe() {}

    static void require(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] block = new byte[1 << 16];
            int matched = 0;
            long at = 0;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++, at++) {
                    byte next = block[i];
                    matched = next == SIGNATURE[matched] ? matched + 1 : next == 'G' ? 1 : 0;
                    if (matched == SIGNATURE.length) {
                        walk(channel, at + 1 - SIGNATURE.length);
                        matched = 0;
                    }
                }
            }
        }
    }

    private static void walk(FileChannel channel, long start) throws IOException {
        long size = read(channel, start + SIGNATURE.length, Long.BYTES).getLong(0);
        if (size < HEADER || size > MOST_BYTES || size > channel.size() - start) {
            throw damaged(start, "its size is " + size);
        }
        ByteBuffer heap = read(channel, start, (int) size);
        int at = HEADER;
        while (size - at >= HEADER) {
            int index = Short.toUnsignedInt(heap.getShort(at));
            long length = heap.getLong(at + 8);
            long rest = size - at;
            if (index == 0) {
                if (length != rest) {
                    throw damaged(start, "its free space is " + length + ", not " + rest);
                }
                return;
            }
            long padded = length + Math.floorMod(-length, 8L);
            if (length < 0 || padded > rest - HEADER) {
                throw damaged(start, "text " + index + " has " + length + " bytes");
            }
            at += HEADER + (int) padded;
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw damaged(at, "the file ends in it");
            }
        }
        return bytes;
    }

    private static IllegalArgumentException damaged(long at, String how) {
        return new IllegalArgumentException("the texts at byte " + at + " are damaged: " + how);
    }
}
