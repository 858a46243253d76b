package merpo.datagen.process;

/** Something to do when this process is told to end (Ctrl-C), unless this is closed before. */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    /**
     * @param name of the thread that does it
     */
    public AtExit(String name, Runnable what) {
        hook = new Thread(what, name);
        Runtime.getRuntime().addShutdownHook(hook);
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
