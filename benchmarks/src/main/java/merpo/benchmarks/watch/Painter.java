package merpo.benchmarks.watch;

/** Shows the state of a run, again and again, in its own way. */
sealed interface Painter permits ScreenPainter, LinePainter {
    void paint(RunTables tables);

    /** Shows the last state for good. */
    default void finish(RunTables tables) {
        paint(tables);
    }
}
