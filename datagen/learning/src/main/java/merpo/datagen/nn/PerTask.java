package merpo.datagen.nn;

/** Numbers of which each task of a stack has one. */
public final class PerTask {
    private PerTask() {}

    /** Their mean, summed in double precision. */
    public static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
