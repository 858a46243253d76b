package merpo.datagen.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;
import merpo.datagen.run.Refusal;

/**
 * The tensor engine of this process, and the only door to it: how it is loaded is set before its
 * first use, wherever that is, so that a jar, a library and the script {@code merpo} have the same
 * speed.
 *
 * <p>Products of small networks are done before a second thread has heard of them, and left alone
 * the engine would take every core: it gets one thread, unless {@link #threads} or one of the
 * engine's own settings ({@code -Dai.djl.pytorch.num_threads}, {@code OMP_NUM_THREADS}) says
 * otherwise. No result depends on how many there are.
 */
public final class TensorEngine {
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private static volatile Engine engine;
    private static volatile Neighbors neighbors; // null: as the engine was loaded
    private static volatile boolean alone; // inside of withOneThread
    private static volatile int loadedWith;

    /** What the engine was last told on this thread: it has a number for each, at first its own. */
    private static final ThreadLocal<Integer> TOLD = ThreadLocal.withInitial(() -> 0);

    private TensorEngine() {}

    /**
     * How many threads arithmetic may have from now on. Where other processes want the machine's
     * cores, fewer are used until they are idle again.
     *
     * @param most at least 1
     */
    public static synchronized void threads(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("threads is " + most + ", must be at least 1");
        }
        if (neighbors != null) {
            neighbors.close();
        }
        neighbors = Neighbors.of(most);
    }

    /** Owns tensors on the engine's default device; whoever asks closes it. */
    public static NDManager manager() {
        load();
        return NDManager.newBaseManager();
    }

    /** Owns tensors on a device; whoever asks closes it. */
    public static NDManager manager(Device device) {
        load();
        return NDManager.newBaseManager(device);
    }

    /** The engine itself, ready for use. */
    public static Engine engine() {
        load();
        return engine;
    }

    /**
     * Does what is too small for more: here a second thread costs more than it gains. Holds for
     * whatever threads the work starts; not for several to begin at once.
     */
    public static <T> T withOneThread(Supplier<T> work) {
        boolean before = alone;
        alone = true;
        try {
            return work.get();
        } finally {
            alone = before;
        }
    }

    /** Follows what is wanted; asked before each piece of arithmetic. */
    static void settle() {
        Neighbors others = neighbors;
        int wanted = alone ? 1 : others == null ? loadedWith : others.threads();
        if (wanted != TOLD.get() && engine != null) {
            TOLD.set(wanted);
            JniUtils.setNumThreads(wanted);
        }
    }

    /** What the engine's own setting says; null where nobody set it. */
    static Integer wanted(String setting) {
        if (setting != null && !setting.matches("[1-9][0-9]{0,3}")) {
            throw new Refusal(
                    "-D%s is \"%s\", must be a number of threads, at least 1. Leave it out"
                            .formatted(THREADS, setting));
        }
        return setting == null ? null : Integer.valueOf(setting);
    }

    private static void load() {
        if (engine == null) {
            loadOnce();
        }
    }

    private static synchronized void loadOnce() {
        if (engine != null) {
            return;
        }
        EngineLibraries.prepare(System.getenv());
        if (System.getenv("OMP_NUM_THREADS") == null) {
            System.getProperties().putIfAbsent(THREADS, "1");
            System.getProperties().putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        }
        Integer threads = wanted(System.getProperty(THREADS));
        Engine loaded = Engine.getInstance();
        if (threads != null) {
            JniUtils.setNumThreads(threads); // whoever loaded it before did not know
        }
        loadedWith = JniUtils.getNumThreads();
        TOLD.set(loadedWith);
        engine = loaded;
    }
}
