package merpo.benchmarks.bench.offline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import merpo.benchmarks.bench.Bundled;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.VirtualEnvironment;

/** Learners of d3rlpy, with the settings that reproduce their papers' results on D4RL's MuJoCo. */
public enum PeerLearner {
    CQL("cql", "d3rlpy's CQL", 20),
    IQL("iql", "d3rlpy's IQL", 6),
    TD3_BC("td3-bc", "d3rlpy's TD3+BC", 4);

    private static final String LIBRARY = "d3rlpy-";

    /** PyTorch has our version: the same kernels, and it writes what ours reads. */
    private static final List<String> PACKAGES = List.of("torch==2.7.1", "d3rlpy==2.8.1");

    private final String word;
    private final String title;
    private final double milliseconds; // of a step, 2 x 128, batch 128, on one core

    PeerLearner(String word, String title, double milliseconds) {
        this.word = word;
        this.title = title;
        this.milliseconds = milliseconds;
    }

    /** Such as {@code d3rlpy-td3-bc}: unlike any learner of ours. */
    public String word() {
        return LIBRARY + word;
    }

    /** As a reader knows it. */
    public String title() {
        return title;
    }

    /** Seconds that so many steps take on one core at the sizes of scale small. */
    public double seconds(int steps) {
        return steps * milliseconds / 1000;
    }

    /** The one of a word, if any is. */
    public static Optional<PeerLearner> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(PeerLearner::word).toList();
    }

    /**
     * Starts it, with one thread. The first use installs d3rlpy and PyTorch.
     *
     * @param rows flat arrays that it learns from
     * @param directory where it works
     */
    Peer start(PeerPlan plan, Path rows, Path directory) throws ProgramException {
        String width = Integer.toString(plan.width());
        return Peer.start(
                title,
                List.of(
                        VirtualEnvironment.with(PACKAGES).toString(),
                        Bundled.write("offline.py", directory).toString(),
                        word,
                        rows.toString(),
                        Long.toString(plan.seed()),
                        String.join(",", Collections.nCopies(plan.hiddenLayers(), width)),
                        Integer.toString(plan.batch()),
                        Integer.toString(plan.steps()),
                        Integer.toString(plan.every())),
                directory);
    }
}
