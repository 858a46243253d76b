package merpo.benchmarks.bench.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.benchmarks.bench.Bundled;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Processor;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.VirtualEnvironment;

/** One that learns, and is timed at it. */
public enum LearningContender {
    /** This project. */
    MERPO("merpo", ""),
    /** The same with its wide products in bfloat16. */
    MERPO_BF16("merpo-bf16", ""),
    STABLE_BASELINES3(
            "stable-baselines3",
            "PyTorch, one task at a time. No conservative critic, no learned model"),
    SBX(
            "sbx",
            "JAX, compiled, one task at a time. No conservative critic, no learned model. 16 updates"
                    + " a call, which is faster than its usual one. No setting for threads on a"
                    + " processor: bound to as many cores"),
    D3RLPY("d3rlpy", "PyTorch, one task at a time. No learned model, so neither COMBO nor MerPO"),
    PYTORCH(
            "pytorch",
            "The same step in eager PyTorch, with its networks and Adam: no library has it");

    /**
     * One environment for all, since each needs PyTorch and sbx imports stable-baselines3. PyTorch
     * has our version: the same kernels, so that the difference is the libraries'.
     */
    private static final List<String> PACKAGES =
            List.of(
                    "torch==2.7.1",
                    "stable-baselines3==2.8.0",
                    "sbx-rl==0.26.0",
                    "jax==0.8.3",
                    "flax==0.12.6",
                    "d3rlpy==2.8.1");

    private final String text;
    private final String limits;

    LearningContender(String text, String limits) {
        this.text = text;
        this.limits = limits;
    }

    /** As in the CSV. */
    public String text() {
        return text;
    }

    /** Whether it knows a work; ours can do all of it. */
    boolean does(LearningWork work) {
        return switch (this) {
            case MERPO -> true;
            case MERPO_BF16 -> !work.isPeak() && !Processor.here().bfloat16().isEmpty();
            case STABLE_BASELINES3, SBX -> work.name().equals("sac");
            case D3RLPY -> List.of("sac", "cql").contains(work.name());
            case PYTORCH ->
                    List.of("focal", "pearl", "cbcq", "cbcq-1024", "macaw", "mbml")
                            .contains(work.name());
        };
    }

    /** Whether it is this project. */
    boolean ours() {
        return this == MERPO || this == MERPO_BF16;
    }

    /** As above a column. */
    String label() {
        return this == STABLE_BASELINES3 ? "sb3" : text;
    }

    /** What is to be known about it, and what it cannot do. */
    String limits() {
        return limits;
    }

    /** What is installed for the Python libraries, by name and version. */
    static List<String> packages() {
        return PACKAGES;
    }

    /** Seconds that it works untimed before its first round: until its compilers are done. */
    double warmUpSeconds() {
        return ours() ? 3 : 1.5;
    }

    /**
     * Starts it on one kind of work.
     *
     * @param directory where it works
     */
    Peer open(String work, int threads, Path directory) throws ProgramException {
        String name = String.format(Locale.ROOT, "%s (%s)", text, work);
        return Peer.start(
                name,
                ours() ? java(work, threads) : python(work, threads, directory),
                directory,
                threads,
                ours() ? ChildJvm.ALLOCATOR : Map.of());
    }

    private Precision precision() {
        return this == MERPO_BF16 ? Precision.BF16 : Precision.FP32;
    }

    private List<String> java(String work, int threads) {
        String heap = work.equals("mbml") ? "1g" : "256m"; // its teachers pass through the heap
        List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
        options.addAll(List.of("-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        options.add("-Dai.djl.default_engine=PyTorch");
        options.add("-Dai.djl.pytorch.num_threads=" + threads);
        options.add("-Dai.djl.pytorch.num_interop_threads=1");
        options.add(JavaProgram.NO_NATIVE_LIMIT);
        return JavaProgram.command(
                options, LearningPeer.class.getName(), List.of(work, precision().name()));
    }

    private List<String> python(String work, int threads, Path directory) throws ProgramException {
        Bundled.write("baselines.py", directory); // which the other one imports
        return List.of(
                VirtualEnvironment.with(PACKAGES).toString(),
                Bundled.write("learning.py", directory).toString(),
                text,
                work,
                Integer.toString(threads));
    }
}
