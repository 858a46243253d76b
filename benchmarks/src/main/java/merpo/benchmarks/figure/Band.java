package merpo.benchmarks.figure;

/**
 * A mean at a place of the axis across, and the band about it.
 *
 * @param low lower end of the band, {@code high} its upper one
 */
public record Band(double x, double mean, double low, double high) {
    /** One standard deviation to either side. */
    static Band ofDeviation(Curve.Point point) {
        Spread y = point.y();
        return new Band(point.x(), y.mean(), y.mean() - y.std(), y.mean() + y.std());
    }

    /** Without a band. */
    static Band level(double x, double mean) {
        return new Band(x, mean, mean, mean);
    }

    Band at(double place) {
        return new Band(place, mean, low, high);
    }
}
