package merpo.datagen.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of HDF5's filter of that name: two sums modulo 65535 over 16-bit words, the more
 * significant byte first; an odd last byte is the upper half of a word.
 */
final class Fletcher32 {
    private static final int BLOCK_BYTES = 1 << 20; // both sums stay far below 2^63

    private Fletcher32() {}

    /** Checksum of the buffer's first {@code length} bytes; its position does not matter. */
    static int of(ByteBuffer bytes, int length) {
        ByteBuffer words = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        long first = 0; // sum of the words
        long second = 0; // sum of the first sums
        int at = 0;
        while (length - at >= Long.BYTES) {
            int end = Math.min(length - Long.BYTES, at + BLOCK_BYTES - Long.BYTES);
            for (; at <= end; at += Long.BYTES) {
                long four = words.getLong(at);
                long a = four >>> 48;
                long b = (four >>> 32) & 0xffff;
                long c = (four >>> 16) & 0xffff;
                long d = four & 0xffff;
                second += 4 * (first + a) + 3 * b + 2 * c + d;
                first += a + b + c + d;
            }
            first = fold(first);
            second = fold(second);
        }
        for (; length - at >= Short.BYTES; at += Short.BYTES) {
            first += Short.toUnsignedLong(words.getShort(at));
            second += first;
        }
        if (at < length) {
            first += Byte.toUnsignedLong(words.get(at)) << 8;
            second += first;
        }
        return (int) ((fold(second) << 16) | fold(first));
    }

    /** Modulo 65535, but a multiple other than 0 stays 65535. */
    private static long fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return folded;
    }
}
