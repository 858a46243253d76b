package merpo.benchmarks.figure;

import org.jfree.chart.JFreeChart;

/**
 * One figure, ready to be drawn.
 *
 * @param name of its files, such as {@code learning}
 * @param caption what is shown and how it was computed, one or two sentences
 * @param numbers the numbers behind it, as CSV
 * @param width in pixels
 * @param height in pixels
 */
public record Figure(
        String name, String caption, JFreeChart chart, String numbers, int width, int height) {
    /** Pixels of a figure on a page. */
    static final int WIDTH = 560;

    static final int HEIGHT = 380;

    /** The same under another name. */
    public Figure named(String other) {
        return new Figure(other, caption, chart, numbers, width, height);
    }

    /** The same with other words and numbers. */
    public Figure with(String caption, String numbers) {
        return new Figure(name, caption, chart, numbers, width, height);
    }
}
