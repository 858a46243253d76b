package merpo.datagen.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Walks the heaps that hold a file's variable-length texts, in plain Java, before libhdf5 does.
 * They are the one structure without a checksum, and flipped bits in a file ended in a crash of the
 * JVM inside libhdf5 1.14.3 before this walk existed (HDF5 File Format Specification, III.E).
 */
final class TextHeapProbe {
    private static final byte[] SIGNATURE = {'G', 'C', 'O', 'L', 1, 0, 0, 0};
    private static final int HEADER = 16;
    private static final int BLOCK = 1 << 20;
    private static final int MOST_BYTES = 64 << 20;

    private TextHeapProbe() {}

    static void require(Path file) throws IOException {
        byte[] block = new byte[BLOCK];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = 0; // of the block in the file
            int kept = 0; // bytes of the block before, in which a signature may begin
            for (int count = read(channel, block, kept, start);
                    count > kept;
                    count = read(channel, block, kept, start)) {
                for (int at = find(block, 0, count); at >= 0; at = find(block, at + 1, count)) {
                    walk(channel, start + at);
                }
                int next = Math.min(count, SIGNATURE.length - 1);
                System.arraycopy(block, count - next, block, 0, next);
                start += count - next;
                kept = next;
            }
        }
    }

    /** Fills the block behind what was kept; the number of bytes in it. */
    private static int read(FileChannel channel, byte[] block, int kept, long start)
            throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(block).position(kept);
        while (rest.hasRemaining() && channel.read(rest, start + rest.position()) > 0) {}
        return rest.position();
    }

    /**
     * Where the next signature begins, or -1. Only every fourth byte is looked at, unless it is one
     * of the four letters: a file has hundreds of megabytes.
     */
    private static int find(byte[] block, int from, int count) {
        int last = count - SIGNATURE.length;
        for (int at = from; at <= last; ) {
            switch (block[at + 3]) {
                case 'L' -> {
                    if (Arrays.equals(
                            block, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                        return at;
                    }
                    at += 4;
                }
                case 'O' -> at += 1;
                case 'C' -> at += 2;
                case 'G' -> at += 3;
                default -> at += 4;
            }
        }
        return -1;
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
