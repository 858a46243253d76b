package merpo.datagen.dataset;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One row array in parts, which are joined when all are there: nothing is copied while it grows,
 * and joining frees part by part.
 *
 * @param <A> a primitive array such as {@code float[]}
 */
final class ColumnParts<A> {
    private final IntFunction<A> allocate;
    private final List<A> parts = new ArrayList<>();
    private long length;

    /**
     * @param allocate an array of so many elements
     */
    ColumnParts(IntFunction<A> allocate) {
        this.allocate = allocate;
    }

    /** Takes over the array. */
    void add(A part) {
        parts.add(part);
        length += Array.getLength(part);
    }

    /** All parts, one after another; they stay, as one part that nobody may write. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same primitive type
    A join() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(
                    "the recorder holds "
                            + length
                            + " numbers of one kind: a Java array ends at 2^31. Split the dataset");
        }
        A whole = allocate.apply((int) length);
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            A part = parts.set(i, null);
            System.arraycopy(part, 0, whole, at, Array.getLength(part));
            at += Array.getLength(part);
        }
        parts.clear();
        parts.add(whole);
        return whole;
    }
}
