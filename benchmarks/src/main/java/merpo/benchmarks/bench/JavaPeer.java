package merpo.benchmarks.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SplittableRandom;
import merpo.datagen.run.Memory;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/**
 * The program behind {@link JavaContender}: {@code JavaPeer ENVIRONMENT TASK SIMULATIONS THREADS}.
 * Answers {@code round SECONDS} and {@code endure STEPS}.
 */
final class JavaPeer {
    private static final int RING = 1000; // batches of actions drawn beforehand

    private final VectorEnvironment environment;
    private final double[][] ring; // [RING, n * act]
    private int next;

    private JavaPeer(VectorEnvironment environment) {
        this.environment = environment;
        SplittableRandom random = new SplittableRandom(0);
        ring = new double[RING][environment.size() * environment.definition().actionSize()];
        for (double[] actions : ring) {
            for (int k = 0; k < actions.length; k++) {
                actions[k] = random.nextDouble(-1, 1);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (VectorEnvironment environment = open(args)) {
            JavaPeer peer = new JavaPeer(environment);
            out.println(
                    "ready mujoco="
                            + SimulationBatch.engineVersion()
                            + "; java="
                            + Runtime.version());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                out.println(
                        switch (words[0]) {
                            case "round" -> peer.round(Double.parseDouble(words[1]));
                            case "endure" -> peer.endure(Long.parseLong(words[1]));
                            default -> "failed unknown request \"" + line + "\"";
                        });
            }
        } catch (RuntimeException e) {
            out.println("failed " + e.getMessage());
        }
    }

    private static VectorEnvironment open(String[] args) {
        EnvironmentDefinition definition = Environments.named(args[0]);
        int index = Integer.parseInt(args[1]);
        Task task = definition.tasks().draw(index + 1, 0).get(index);
        return VectorEnvironment.open(
                definition,
                Collections.nCopies(Integer.parseInt(args[2]), task),
                Integer.parseInt(args[3]));
    }

    private String round(double seconds) {
        long begin = System.nanoTime();
        long limit = Math.round(seconds * 1e9);
        long steps = 0;
        long elapsed;
        do {
            step();
            steps += environment.size();
            elapsed = System.nanoTime() - begin;
        } while (elapsed < limit);
        return steps + " " + elapsed * 1e-9;
    }

    private String endure(long atLeast) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long resident = Memory.now().resident();
        long before = threads.getCurrentThreadAllocatedBytes();
        long steps = 0;
        while (steps < atLeast) {
            step();
            steps += environment.size();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return steps + " " + allocated + " " + resident + " " + Memory.now().resident();
    }

    private void step() {
        environment.step(ring[next]);
        next = (next + 1) % RING;
    }
}
