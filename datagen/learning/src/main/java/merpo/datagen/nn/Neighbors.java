package merpo.datagen.nn;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Timer;
import java.util.TimerTask;

/**
 * How many threads are of use beside other processes. Threads that work in step wait for the
 * slowest; with a neighbour on its core, that one runs some milliseconds late at each of an
 * update's hundred meetings, and two threads become several times slower than one.
 */
final class Neighbors implements AutoCloseable {
    private static final long MILLISECONDS = 500; // between two looks
    private static final double SLACK = 0.4; // cores that others may use without being neighbours

    private final int most;
    private final Timer timer;
    private volatile int threads;

    private Neighbors(int most) {
        this.most = most;
        threads = most;
        timer = most == 1 ? null : new Timer("neighbors", true);
    }

    /** Looks at the machine twice a second where there is something to choose. */
    static Neighbors of(int most) {
        Neighbors neighbors = new Neighbors(most);
        if (neighbors.timer != null) {
            neighbors.watch((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean());
        }
        return neighbors;
    }

    /** As many as fit now. */
    int threads() {
        return threads;
    }

    /**
     * As many as find a core of their own.
     *
     * @param busy share of all cores in use, in [0, 1]
     * @param own this process's part of it
     */
    static int fitting(int most, int cores, double busy, double own) {
        double free = cores * (1 - Math.max(0, busy - own));
        return (int) Math.max(1, Math.min(most, Math.floor(free + SLACK)));
    }

    private void watch(OperatingSystemMXBean machine) {
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        double busy = machine.getCpuLoad();
                        double own = machine.getProcessCpuLoad();
                        if (busy >= 0 && own >= 0) { // else the machine does not say
                            threads = fitting(most, machine.getAvailableProcessors(), busy, own);
                        }
                    }
                },
                0,
                MILLISECONDS);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
