package merpo.datagen.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * HDF5's shuffle filter: the first bytes of all elements, then the second bytes and so on. Bytes of
 * one significance, side by side, are a plane.
 */
final class ByteShuffle {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteShuffle() {}

    /** From elements to planes. */
    static void shuffle(byte[] elements, byte[] planes, int count, int elementBytes) {
        switch (elementBytes) {
            case 1 -> System.arraycopy(elements, 0, planes, 0, count);
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    int element = (int) INT.get(elements, 4 * i);
                    planes[i] = (byte) element;
                    planes[i + count] = (byte) (element >> 8);
                    planes[i + 2 * count] = (byte) (element >> 16);
                    planes[i + 3 * count] = (byte) (element >> 24);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    long element = (long) LONG.get(elements, 8 * i);
                    for (int plane = 0; plane < 8; plane++) {
                        planes[i + plane * count] = (byte) (element >> (8 * plane));
                    }
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "elements have " + elementBytes + " bytes, must be 1, 4 or 8");
        }
    }

    /** From planes back to elements. */
    static void unshuffle(byte[] planes, byte[] elements, int count, int elementBytes) {
        switch (elementBytes) {
            case 1 -> System.arraycopy(planes, 0, elements, 0, count);
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    int low = (planes[i] & 0xff) | ((planes[i + count] & 0xff) << 8);
                    int high = (planes[i + 2 * count] & 0xff) | (planes[i + 3 * count] << 8);
                    INT.set(elements, 4 * i, low | (high << 16));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    long element = 0;
                    for (int plane = 0; plane < 8; plane++) {
                        element |= (planes[i + plane * count] & 0xffL) << (8 * plane);
                    }
                    LONG.set(elements, 8 * i, element);
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "elements have " + elementBytes + " bytes, must be 1, 4 or 8");
        }
    }
}
