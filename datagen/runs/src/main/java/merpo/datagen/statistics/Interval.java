package merpo.datagen.statistics;

/** What an unknown number lies in with some confidence, both ends included. */
public record Interval(double low, double high) {
    /** Whether a number lies outside: 0, for a difference that is none of chance alone. */
    public boolean excludes(double number) {
        return number < low || number > high;
    }
}
