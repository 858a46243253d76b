package merpo.benchmarks.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.function.Function;

/**
 * A task: the line of an order becomes the line of its outcome. A failure that is a result is an
 * outcome; what another machine may do better is thrown, so that Spark tries it there.
 */
final class Work implements Function<String, String> {
    private static final long serialVersionUID = 1L;
    private static final int SIGNALLED = 128; // a shell's statuses of signals begin above

    @Override
    public String call(String line) throws InterruptedException {
        Order order = Order.of(Message.of(line));
        String machine = machine();
        Child child = new Child(order, machine);
        child.requireSight();
        int status = 0;
        long began = System.nanoTime();
        if (!child.finished()) { // a former attempt may have been lost after its end
            status = child.run();
        }
        if (status > SIGNALLED) {
            throw new IllegalStateException(
                    "it was killed by signal %d on %s; its last line: %s"
                            .formatted(status - SIGNALLED, machine, child.last()));
        }
        return new Message("ended")
                .with("job", order.job())
                .with("status", status)
                .with("seconds", (System.nanoTime() - began) / 1e9)
                .with("where", machine)
                .with("last", child.last())
                .with("seen", order.trace().isEmpty() || child.finished())
                .line();
    }

    private static String machine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException elsewhere) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return "localhost";
            }
        }
    }
}
