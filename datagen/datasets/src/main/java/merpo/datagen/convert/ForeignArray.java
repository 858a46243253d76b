package merpo.datagen.convert;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * An array of a foreign file, whatever its type.
 *
 * @param name in the file
 * @param dimensions of which the first counts rows
 * @param flat a primitive array or texts, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ForeignArray(String name, int[] dimensions, Object flat) {

    int rows() {
        return dimensions.length == 0 ? 1 : dimensions[0];
    }

    /** Numbers in one row of a matrix. */
    int width() {
        return dimensions.length < 2 ? 1 : dimensions[1];
    }

    private int length() {
        return Array.getLength(flat);
    }

    /** Fails unless it is [rows, anything]. */
    ForeignArray requireMatrix(int rows) {
        if (dimensions.length != 2 || dimensions[0] != rows || dimensions[1] < 1) {
            throw new IllegalArgumentException(
                    "\"%s\": shape %s, must be [%d, width]: one row per transition. Write the file again with arrays of one length"
                            .formatted(name, Arrays.toString(dimensions), rows));
        }
        return this;
    }

    /** Fails unless it is [rows] or [rows, 1]. */
    ForeignArray requireVector(int rows) {
        boolean column = dimensions.length == 2 && dimensions[1] == 1;
        if (!(column || dimensions.length == 1) || dimensions[0] != rows) {
            throw new IllegalArgumentException(
                    "\"%s\": shape %s, must be [%d] or [%d, 1]: one number per transition. Write the file again with arrays of one length"
                            .formatted(name, Arrays.toString(dimensions), rows, rows));
        }
        return this;
    }

    /** As float32; the ledger says how many numbers had to be rounded. */
    float[] floats(Ledger ledger) {
        if (flat instanceof float[] already) {
            return already;
        }
        double[] exact = doubles();
        float[] rounded = new float[exact.length];
        int changed = 0;
        for (int i = 0; i < exact.length; i++) {
            rounded[i] = (float) exact[i];
            if (rounded[i] != exact[i] && !Double.isNaN(exact[i])) {
                changed++;
            }
        }
        ledger.count(changed, "numbers of \"" + name + "\" rounded to float32");
        return rounded;
    }

    double[] doubles() {
        if (flat instanceof double[] already) {
            return already;
        }
        if (flat instanceof String[] || flat instanceof boolean[]) {
            throw new IllegalArgumentException("\"" + name + "\" holds no numbers, but must");
        }
        double[] wide = new double[length()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = Array.getDouble(flat, i);
        }
        return wide;
    }

    long[] wholes() {
        if (flat instanceof long[] already) {
            return already;
        }
        double[] numbers = doubles();
        long[] wholes = new long[numbers.length];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = (long) numbers[i];
            if (wholes[i] != numbers[i]) {
                throw new IllegalArgumentException(
                        "\"%s\"[%d] is %s, must be a whole number".formatted(name, i, numbers[i]));
            }
        }
        return wholes;
    }

    /** bool, an enum of FALSE and TRUE, or numbers that are 0 or 1. */
    boolean[] flags() {
        if (flat instanceof boolean[] already) {
            return already;
        }
        boolean[] flags = new boolean[length()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = flat instanceof String[] words ? flag(words[i], i) : flag(i);
        }
        return flags;
    }

    private boolean flag(String word, int row) {
        if (!"TRUE".equals(word) && !"FALSE".equals(word)) {
            throw new IllegalArgumentException(
                    "\"%s\"[%d] is %s, must be TRUE or FALSE. Write flags"
                            .formatted(name, row, word));
        }
        return "TRUE".equals(word);
    }

    private boolean flag(int row) {
        double value = Array.getDouble(flat, row);
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException(
                    "\"%s\"[%d] is %s, must be 0 or 1. Write flags".formatted(name, row, value));
        }
        return value == 1;
    }
}
