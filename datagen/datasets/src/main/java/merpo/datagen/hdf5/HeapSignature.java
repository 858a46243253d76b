package merpo.datagen.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Looks for the eight bytes with which a heap of texts begins, wherever they lie in a block of a
 * file. Most blocks hold none and are told apart without a branch: rows are as good as random, and
 * a branch on each of hundreds of megabytes is mispredicted. For one thread.
 */
final class HeapSignature {
    static final int BYTES = 8;

    private static final long WHOLE = 0x0000_0001_4c4f_4347L; // "GCOL", 1, 0, 0, 0
    private static final int LANES = 1 << 12; // stay in a core's nearest cache

    private final int[] ints = new int[LANES];
    private final int[] found = new int[LANES]; // negative where an int is part of a signature

    /**
     * Whether a signature may lie between the start and the limit of the block. Of whichever four
     * places it takes, one int of the block is all its own: {@code GCOL}, {@code COL1}, {@code
     * OL10} or {@code L100}.
     */
    boolean mayBeIn(ByteBuffer block) {
        IntBuffer all = block.duplicate().rewind().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        Arrays.fill(found, 0);
        while (all.hasRemaining()) { // behind a last, shorter part stand ints already seen
            all.get(ints, 0, Math.min(LANES, all.remaining()));
            mark(ints, found);
        }
        int any = 0;
        for (int lane : found) {
            any |= lane;
        }
        return any < 0;
    }

    /** So plain that the compiler makes vector instructions of it; {@code ~x & x - 1 < 0} is 0. */
    private static void mark(int[] ints, int[] found) {
        for (int i = 0; i < ints.length; i++) {
            int a = ints[i] ^ (int) WHOLE;
            int b = ints[i] ^ (int) (WHOLE >> 8);
            int c = ints[i] ^ (int) (WHOLE >> 16);
            int d = ints[i] ^ (int) (WHOLE >> 24);
            found[i] |= (~a & (a - 1)) | (~b & (b - 1)) | (~c & (c - 1)) | (~d & (d - 1));
        }
    }

    /** Where the first at or behind {@code from} and before {@code end} begins, or -1. */
    static int find(ByteBuffer block, int from, int end) {
        ByteBuffer bytes = block.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int last = Math.min(end - 1, block.limit() - BYTES);
        for (int at = from; at <= last; at++) {
            if (bytes.getLong(at) == WHOLE) {
                return at;
            }
        }
        return -1;
    }
}
