package merpo.datagen.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Walks the heaps that hold a file's variable-length texts, in plain Java, before libhdf5 does.
 * They are the one structure without a checksum, and flipped bits in a file ended in a crash of the
 * JVM inside libhdf5 1.14.3 before this walk existed (HDF5 File Format Specification, III.E).
 */
final class TextHeapProbe {
    private static final int HEADER = 16;
    private static final int BLOCK = 1 << 18;
    private static final int MOST_BYTES = 64 << 20;

    private TextHeapProbe() {}

    /** Looks through the whole file, in as many parts as there are workers. */
    static void require(Path file, ChunkWorkers workers) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long part = Math.max(BLOCK, size / workers.threads() + 1);
            List<Future<?>> parts = new ArrayList<>();
            for (long from = 0; from < size; from += part) {
                long begin = from;
                long end = Math.min(size, from + part);
                parts.add(
                        workers.submit(
                                () -> {
                                    search(channel, begin, end);
                                    return null;
                                }));
            }
            ChunkWorkers.awaitAll(parts);
        }
    }

    /** Walks the heaps that begin in {@code [from, to)}. */
    private static void search(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK); // a heap buffer is copied once more
        HeapSignature signature = new HeapSignature();
        int step = BLOCK - HeapSignature.BYTES + 1; // a signature lies whole in one block
        for (long start = from; start < to; start += step) {
            block.clear();
            while (block.hasRemaining() && channel.read(block, start + block.position()) > 0) {}
            if (signature.mayBeIn(block.flip())) {
                walkAll(channel, start, block, (int) Math.min(step, to - start));
            }
        }
    }

    /** Walks those whose first byte is before {@code end} in the block, which begins at start. */
    private static void walkAll(FileChannel channel, long start, ByteBuffer block, int end)
            throws IOException {
        for (int at = HeapSignature.find(block, 0, end);
                at >= 0;
                at = HeapSignature.find(block, at + 1, end)) {
            walk(channel, start + at);
        }
    }

    private static void walk(FileChannel channel, long start) throws IOException {
        long size = read(channel, start + HeapSignature.BYTES, Long.BYTES).getLong(0);
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
