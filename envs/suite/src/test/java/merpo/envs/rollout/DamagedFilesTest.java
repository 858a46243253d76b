package merpo.envs.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.TaskSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged files: each is read and can be played, or is refused with a message that
 * names it. Nothing else happens.
 */
class DamagedFilesTest {
    private static final long SEED = 20_260_101;
    private static final String NAME = "damaged.json";

    @TempDir Path folder;

    /** Does with a file what a command would do. */
    private interface Use {
        void of(Path file) throws IOException;
    }

    @Test
    void damagedRolloutsOfThePointRobot() throws IOException {
        assertHarmless(5000, golden("Point-Robot-Wind-1", 25), DamagedFilesTest::play);
    }

    /** Physics with strange numbers in it diverges at worst. */
    @Test
    void damagedRolloutsOfTheCheetah() throws IOException {
        assertHarmless(2000, golden("Half-Cheetah-Fwd-Back-0", 3), DamagedFilesTest::play);
    }

    @Test
    void damagedTaskFiles() throws IOException {
        Path file = folder.resolve("tasks.json");
        TaskSplit.draw(Environments.named("point-robot-wind"), 3, 1, 5).save(file);
        assertHarmless(3000, Files.readAllBytes(file), DamagedFilesTest::open);
    }

    private static void play(Path path) throws IOException {
        RolloutFile file = RolloutFile.read(path);
        int steps = file.recorded().isPresent() ? file.parity().steps() : file.play().steps();
        assertThat(steps).isPositive();
    }

    private static void open(Path path) throws IOException {
        TaskSplit split = TaskSplit.load(path);
        try (VectorEnvironment environment =
                VectorEnvironment.open(
                        Environments.named(split.environment()), split.training(), 1)) {
            environment.step(
                    new double[environment.size() * environment.definition().actionSize()]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e); // well-formed
        }
    }

    private void assertHarmless(int count, byte[] whole, Use use) throws IOException {
        Path file = folder.resolve(NAME);
        Files.write(file, whole);
        use.of(file);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            RandomGenerator random = new SplittableRandom(SEED + i);
            Damage damage = Damage.drawn(random);
            byte[] bytes = damage.to(whole, random);
            Files.write(file, bytes);
            try {
                use.of(file);
            } catch (IOException | IllegalArgumentException e) {
                refused++;
                assertThat(e).as("%s with seed %d", damage, SEED + i).hasMessageContaining(NAME);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(damage + " with seed " + (SEED + i) + ": " + e, e);
            }
        }
        System.out.printf(
                "%d damaged files: %d refused, %d played%n", count, refused, count - refused);
        assertThat(refused).isBetween(count / 2, count - count / 20);
    }

    /** A reference trajectory, its first steps, as this program writes it. */
    private byte[] golden(String name, int steps) throws IOException {
        Path source = Path.of("src/test/resources/golden", name + ".json");
        RolloutFile file = RolloutFile.read(source);
        Recording recorded = file.recorded().orElseThrow();
        Path written = folder.resolve("whole.json");
        RolloutFile.write(
                written,
                file.given(),
                new Recording(
                        Arrays.copyOf(recorded.observations(), steps + 1),
                        Arrays.copyOf(recorded.rewards(), steps),
                        Arrays.copyOf(recorded.terminated(), steps),
                        Arrays.copyOf(recorded.truncated(), steps)));
        return Files.readAllBytes(written);
    }
}
