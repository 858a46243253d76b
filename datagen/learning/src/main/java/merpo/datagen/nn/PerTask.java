package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Numbers of which each task of a stack has one. */
public final class PerTask {
    private PerTask() {}

    /** The mean of each task's rows [T, B], read back: [T]. */
    public static float[] means(NDArray rows) {
        return rows.mean(new int[] {1}).toFloatArray();
    }

    /** Their mean, summed in double precision. */
    public static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Each task's rows [T, B] times a number of its own. */
    public static NDArray scaled(NDArray rows, double... factors) {
        Shapes.require("rows", rows, factors.length, rows.getShape().get(1));
        float[] column = new float[factors.length];
        for (int task = 0; task < column.length; task++) {
            column[task] = (float) factors[task];
        }
        return rows.mul(rows.getManager().create(column, new Shape(column.length, 1)));
    }

    /** The one number over the other, which counts as a positive one where it is 0. */
    public static float[] ratios(float[] above, float[] below) {
        float[] ratios = new float[above.length];
        for (int task = 0; task < ratios.length; task++) {
            ratios[task] = above[task] / Math.max(below[task], Float.MIN_NORMAL);
        }
        return ratios;
    }
}
