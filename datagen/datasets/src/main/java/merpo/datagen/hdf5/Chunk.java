package merpo.datagen.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bytedeco.javacpp.BytePointer;

/**
 * One chunk on its way between a row array and a file: its bytes as they stand in the file, in
 * memory that libhdf5 can see, and the scratch to filter them. Filters are, in this order, shuffle,
 * deflate and Fletcher-32. Used by one thread after another; close it.
 */
final class Chunk implements AutoCloseable {
    private static final int SHUFFLE = 1; // bits of the mask of skipped filters, in their order
    private static final int DEFLATE = 2;
    private static final int FLETCHER = 4;

    private final PlaneDeflater deflater = new PlaneDeflater();
    private final Inflater inflater = new Inflater();
    private ByteBuffer stored = direct(1);
    private BytePointer pointer = new BytePointer(stored);
    private byte[] planes = new byte[0]; // shuffled
    private byte[] elements = new byte[0];
    private int skipped; // mask of filters that were not applied

    /** Bytes that a chunk of so many plain bytes may have in a file. */
    static int mostStored(int plainBytes) {
        return PlaneDeflater.mostBytes(plainBytes) + Integer.BYTES;
    }

    /** Room for the file's bytes of a chunk: little-endian, empty, at least this large. */
    ByteBuffer room(int bytes) {
        if (stored.capacity() < bytes) {
            pointer.close();
            stored = direct(bytes);
            pointer = new BytePointer(stored);
        }
        return stored.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The file's bytes, from the position to the limit. */
    ByteBuffer stored() {
        return stored;
    }

    /** The same bytes for libhdf5, from the first on. */
    BytePointer pointer() {
        return pointer;
    }

    void skipped(int mask) {
        skipped = mask;
    }

    /**
     * Filters {@code count} elements of the array; what is missing to a whole chunk is 0.
     *
     * @param chunkElements elements of a whole chunk
     */
    void filter(RowValues values, int from, int count, int chunkElements, int elementBytes) {
        int bytes = chunkElements * elementBytes;
        reserve(bytes);
        ByteBuffer plain = ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN);
        values.encode(from, count, plain);
        java.util.Arrays.fill(elements, count * elementBytes, bytes, (byte) 0);
        ByteShuffle.shuffle(elements, planes, chunkElements, elementBytes);
        ByteBuffer to = room(mostStored(bytes));
        deflater.pack(planes, chunkElements, elementBytes, count < chunkElements, to);
        int checksum = Fletcher32.of(to, to.position());
        to.order(ByteOrder.LITTLE_ENDIAN).putInt(checksum).flip();
    }

    /**
     * The elements of the chunk whose file's bytes were read, little-endian. Fails, with a message
     * that begins after the chunk's name, when they are damaged.
     */
    ByteBuffer unfilter(int chunkElements, int elementBytes) {
        int bytes = chunkElements * elementBytes;
        reserve(bytes);
        int length = stored.limit();
        if ((skipped & FLETCHER) == 0) {
            length = requireChecksum(length);
        }
        ByteBuffer packed = stored.duplicate().position(0).limit(length);
        byte[] shuffled = (skipped & SHUFFLE) == 0 ? planes : elements;
        if ((skipped & DEFLATE) == 0) {
            inflate(packed, shuffled, bytes);
        } else if (length == bytes) {
            packed.get(shuffled, 0, bytes);
        } else {
            throw damaged("it has " + length + " bytes, must have " + bytes);
        }
        if ((skipped & SHUFFLE) == 0) {
            ByteShuffle.unshuffle(planes, elements, chunkElements, elementBytes);
        }
        return ByteBuffer.wrap(elements, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of bytes before the checksum. */
    private int requireChecksum(int length) {
        int packed = length - Integer.BYTES;
        if (packed < 0) {
            throw damaged("it has " + length + " bytes, its checksum alone has 4");
        }
        int promised = stored.order(ByteOrder.LITTLE_ENDIAN).getInt(packed);
        int found = Fletcher32.of(stored, packed);
        if (promised != found) {
            throw damaged(
                    "its Fletcher-32 is %08x, its bytes give %08x".formatted(promised, found));
        }
        return packed;
    }

    private void inflate(ByteBuffer packed, byte[] to, int bytes) {
        inflater.reset();
        inflater.setInput(packed);
        int count = 0;
        try {
            while (!inflater.finished() && count <= bytes) { // one byte of room beyond
                int more = inflater.inflate(to, count, bytes + 1 - count);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                count += more;
            }
        } catch (DataFormatException e) {
            throw damaged("it does not inflate: " + e.getMessage());
        }
        if (!inflater.finished() || count != bytes) {
            throw damaged("it does not inflate to " + bytes + " bytes");
        }
    }

    private void reserve(int bytes) {
        if (planes.length <= bytes) {
            planes = new byte[bytes + 1]; // one more, to see whether a stream goes on
            elements = new byte[bytes + 1];
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException(how + ": the file is damaged");
    }

    @Override
    public void close() {
        pointer.close();
        deflater.close();
        inflater.end();
    }
}
