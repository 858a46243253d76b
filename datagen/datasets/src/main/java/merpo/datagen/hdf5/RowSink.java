package merpo.datagen.hdf5;

import java.nio.ByteBuffer;

/** Takes the elements of a row array as they are read, in pieces; from several threads at once. */
@FunctionalInterface
public interface RowSink {
    /**
     * @param at first element
     * @param bytes of {@code count} elements, little-endian, from its position on; only borrowed
     */
    void take(int at, int count, ByteBuffer bytes);
}
