package merpo.datagen.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Packs the planes of a chunk into one zlib stream (RFC 1950), as HDF5's deflate filter expects it.
 * Planes that would not shrink, the noise in the last digits of floating-point numbers, are stored:
 * finding that out costs most of the time of deflate and saves nothing. Any inflater reads either.
 *
 * <p>The bytes depend on the data and on the zlib of the Java runtime, on nothing else. For one
 * thread; owns a native deflater, close it.
 */
final class PlaneDeflater implements AutoCloseable {
    static final int LEVEL = 1;
    private static final short HEADER = 0x7801; // deflate with a window of 32 KiB, fastest
    private static final int SAMPLE_BYTES = 4096;
    private static final double WORTH = 0.97; // of its sample's size that a plane must shrink to
    private static final int MOST_STORED = 0xffff; // bytes of one stored block

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final Adler32 adler = new Adler32();
    private final byte[] sample = new byte[2 * SAMPLE_BYTES];

    /** Room that the stream of so many bytes may need at most. */
    static int mostBytes(int bytes) {
        return Math.addExact(bytes, bytes / 64 + 1024);
    }

    /**
     * Puts the stream of the planes at the buffer's position.
     *
     * @param planes {@code count} planes of {@code planeBytes} each
     * @param padded whether the end of the planes is empty: then all are deflated
     */
    void pack(byte[] planes, int planeBytes, int count, boolean padded, ByteBuffer to) {
        int bytes = planeBytes * count;
        to.order(ByteOrder.BIG_ENDIAN).putShort(HEADER);
        int at = 0;
        while (at < bytes) {
            boolean shrinks = padded || shrinks(planes, at, planeBytes);
            int end = at + planeBytes;
            while (end < bytes && (padded || shrinks(planes, end, planeBytes) == shrinks)) {
                end += planeBytes;
            }
            if (shrinks) {
                deflate(planes, at, end, end == bytes, to);
            } else {
                store(planes, at, end, end == bytes, to);
            }
            at = end;
        }
        adler.reset();
        adler.update(planes, 0, bytes);
        to.order(ByteOrder.BIG_ENDIAN).putInt((int) adler.getValue());
    }

    /** By the plane's middle, which is deflated for trial. */
    private boolean shrinks(byte[] planes, int from, int planeBytes) {
        int bytes = Math.min(SAMPLE_BYTES, planeBytes);
        deflater.reset();
        deflater.setInput(planes, from + (planeBytes - bytes) / 2, bytes);
        deflater.finish();
        return deflater.deflate(sample) < WORTH * bytes;
    }

    /** Whole blocks; all but the last run end on a byte. */
    private void deflate(byte[] planes, int from, int end, boolean last, ByteBuffer to) {
        deflater.reset();
        deflater.setInput(planes, from, end - from);
        if (last) {
            deflater.finish();
        }
        int mode = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        deflater.deflate(to, mode);
        if (last ? !deflater.finished() : !deflater.needsInput() || !to.hasRemaining()) {
            throw new IllegalStateException(
                    "a chunk of " + end + " bytes did not fit into " + to.capacity());
        }
    }

    private static void store(byte[] planes, int from, int end, boolean last, ByteBuffer to) {
        to.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = from; at < end; at += MOST_STORED) {
            int length = Math.min(MOST_STORED, end - at);
            to.put((byte) (last && at + length == end ? 1 : 0));
            to.putShort((short) length).putShort((short) ~length);
            to.put(planes, at, length);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
