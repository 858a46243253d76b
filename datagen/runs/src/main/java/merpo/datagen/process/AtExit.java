package merpo.datagen.process;

/**
 * Something to do when this process is told to end (Ctrl-C), unless this is closed before; at once
 * where it has been told already.
 */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    /**
     * @param name of the thread that does it
     */
    public AtExit(String name, Runnable what) {
        hook = new Thread(what, name);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            what.run();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            // it is being done
        }
    }
}
