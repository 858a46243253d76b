package merpo.datagen.hdf5;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** A primitive array that moves to and from little-endian bytes in bulk. */
public sealed interface RowValues {
    int length();

    /** Puts {@code count} elements from {@code from} on; the buffer is little-endian. */
    void encode(int from, int count, ByteBuffer to);

    /** Takes {@code count} elements into the array at {@code at}. */
    void decode(int at, int count, ByteBuffer from);

    /** Whether {@code count} elements from {@code from} on are these, bit for bit. */
    boolean matches(int from, int count, ByteBuffer bytes);

    static RowValues allocate(ElementType type, int length) {
        return switch (type) {
            case F32 -> new Floats(new float[length]);
            case F64 -> new Doubles(new double[length]);
            case I32 -> new Ints(new int[length]);
            case I64 -> new Longs(new long[length]);
            case BOOL -> new Flags(new boolean[length]);
        };
    }

    /** f32. */
    @SuppressWarnings("ArrayRecordComponent") // a view of the array, never compared
    record Floats(float[] array) implements RowValues {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void encode(int from, int count, ByteBuffer to) {
            to.asFloatBuffer().put(array, from, count);
            skip(to, count * Float.BYTES);
        }

        @Override
        public void decode(int at, int count, ByteBuffer from) {
            from.asFloatBuffer().get(array, at, count);
            skip(from, count * Float.BYTES);
        }

        @Override
        public boolean matches(int from, int count, ByteBuffer bytes) {
            IntBuffer bits = bytes.asIntBuffer();
            for (int i = 0; i < count; i++) {
                if (bits.get(i) != Float.floatToRawIntBits(array[from + i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** f64. */
    @SuppressWarnings("ArrayRecordComponent")
    record Doubles(double[] array) implements RowValues {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void encode(int from, int count, ByteBuffer to) {
            to.asDoubleBuffer().put(array, from, count);
            skip(to, count * Double.BYTES);
        }

        @Override
        public void decode(int at, int count, ByteBuffer from) {
            from.asDoubleBuffer().get(array, at, count);
            skip(from, count * Double.BYTES);
        }

        @Override
        public boolean matches(int from, int count, ByteBuffer bytes) {
            LongBuffer bits = bytes.asLongBuffer();
            for (int i = 0; i < count; i++) {
                if (bits.get(i) != Double.doubleToRawLongBits(array[from + i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** i32. */
    @SuppressWarnings("ArrayRecordComponent")
    record Ints(int[] array) implements RowValues {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void encode(int from, int count, ByteBuffer to) {
            to.asIntBuffer().put(array, from, count);
            skip(to, count * Integer.BYTES);
        }

        @Override
        public void decode(int at, int count, ByteBuffer from) {
            from.asIntBuffer().get(array, at, count);
            skip(from, count * Integer.BYTES);
        }

        @Override
        public boolean matches(int from, int count, ByteBuffer bytes) {
            return bytes.asIntBuffer().limit(count).equals(IntBuffer.wrap(array, from, count));
        }
    }

    /** i64. */
    @SuppressWarnings("ArrayRecordComponent")
    record Longs(long[] array) implements RowValues {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void encode(int from, int count, ByteBuffer to) {
            to.asLongBuffer().put(array, from, count);
            skip(to, count * Long.BYTES);
        }

        @Override
        public void decode(int at, int count, ByteBuffer from) {
            from.asLongBuffer().get(array, at, count);
            skip(from, count * Long.BYTES);
        }

        @Override
        public boolean matches(int from, int count, ByteBuffer bytes) {
            return bytes.asLongBuffer().limit(count).equals(LongBuffer.wrap(array, from, count));
        }
    }

    /** bool as one byte, 0 or 1. */
    @SuppressWarnings("ArrayRecordComponent")
    record Flags(boolean[] array) implements RowValues {
        @Override
        public int length() {
            return array.length;
        }

        @Override
        public void encode(int from, int count, ByteBuffer to) {
            for (int i = from; i < from + count; i++) {
                to.put(array[i] ? (byte) 1 : (byte) 0);
            }
        }

        @Override
        public void decode(int at, int count, ByteBuffer from) {
            for (int i = at; i < at + count; i++) {
                byte value = from.get();
                if (value != 0 && value != 1) {
                    throw new IllegalArgumentException(
                            "flag of row " + i + " is " + value + ", must be 0 or 1");
                }
                array[i] = value == 1;
            }
        }

        @Override
        public boolean matches(int from, int count, ByteBuffer bytes) {
            for (int i = 0; i < count; i++) {
                if (bytes.get(bytes.position() + i) != (array[from + i] ? 1 : 0)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
