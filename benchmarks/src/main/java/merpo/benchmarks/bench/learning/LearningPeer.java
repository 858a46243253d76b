package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.process.PeerLoop;
import merpo.datagen.run.Memory;

/**
 * Our side of {@link LearningBench}: {@code LearningPeer WORK PRECISION}. Answers {@code round
 * SECONDS} with {@code UPDATES SECONDS}, and {@code memory} with the bytes outside and inside of
 * the Java heap.
 */
record LearningPeer(NDManager manager, LearningCase learning, Precision precision)
        implements PeerLoop.Served {
    public static void main(String[] args) throws IOException {
        PeerLoop.serve(() -> open(LearningWork.named(args[0]), Precision.valueOf(args[1])));
    }

    private static LearningPeer open(LearningWork work, Precision precision) {
        NDManager manager = TensorEngine.manager();
        LearningCase learning = work.opening().apply(manager);
        LearningPeer peer = new LearningPeer(manager, learning, precision);
        peer.update();
        return peer;
    }

    private void update() {
        LearningPeer unused =
                precision.during(
                        () -> {
                            learning.update();
                            return this;
                        });
    }

    @Override
    public Map<String, Object> versions() {
        return Map.of("java", Runtime.version(), "pytorch", TensorEngine.engine().getVersion());
    }

    @Override
    public String answer(String... words) {
        return switch (words[0]) {
            case "round" -> PeerLoop.round(Double.parseDouble(words[1]), 1, this::update);
            case "memory" -> memory();
            default -> throw PeerLoop.unknown(words);
        };
    }

    /** The heap has one size from the start, so that the rest of what is resident is native. */
    private static String memory() {
        long resident = Memory.now().resident();
        long committed = Runtime.getRuntime().totalMemory();
        System.gc(); // what is in use, not what waits to be collected
        return (resident - committed) + " " + Memory.now().heap();
    }

    @Override
    public void close() {
        learning.close();
        manager.close();
    }
}
