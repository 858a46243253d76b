package merpo.benchmarks.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** An immutable array of float32, as a page takes it. */
final class Floats {
    private final float[] values;

    /** Takes over the array; the caller forgets it. */
    Floats(float[] values) {
        this.values = values;
    }

    static Floats of(double[] values) {
        float[] copy = new float[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (float) values[i];
        }
        return new Floats(copy);
    }

    int size() {
        return values.length;
    }

    float at(int index) {
        return values[index];
    }

    /** Little-endian, as every browser's machine has it. */
    String base64() {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
