package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A learner that is killed at random moments and resumed ends with the bytes of one that was left
 * alone: its numbers, its models, its policies.
 */
final class KilledLearnerTest {
    private static final int KILLS =
            Math.max(2, Integer.getInteger("merpo.faults.kills", 25) * 4 / 25);

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"rac", "merpo"})
    void aKilledLearnerEndsWithTheSameBytes(String algorithm) throws Exception {
        MerpoProcess.generate("point-robot-wind", temp);
        Path whole = temp.resolve("whole");
        double seconds;
        try (MerpoProcess process = train(algorithm, whole)) {
            process.ends(0);
            seconds = process.seconds();
        }
        Random random = new Random(5);
        int kills = 0;
        Path killed = temp.resolve("killed");
        boolean ended = false;
        while (!ended) {
            try (MerpoProcess process = train(algorithm, killed)) {
                if (kills == KILLS) {
                    process.ends(0);
                    ended = true;
                } else {
                    TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * seconds * 1e9));
                    ended = !process.kill();
                    kills += ended ? 0 : 1;
                }
            }
            if (ended && kills == 0) { // quicker than the whole one was: another, killed earlier
                killed = temp.resolve("killed in " + seconds);
                seconds /= 2;
                ended = false;
            }
        }
        new FaultCount("kill -9 of train " + algorithm, kills, 0, kills, 0).report();
        assertThat(kills).isPositive();
        assertThat(digests(killed)).isEqualTo(digests(whole));
    }

    private MerpoProcess train(String algorithm, Path out) throws IOException {
        List<Object> words = new ArrayList<>(List.of("train", algorithm));
        words.addAll(List.of("--data", temp.resolve("data/medium"), "--scale", "smoke"));
        if (algorithm.equals("rac")) {
            words.addAll(List.of("--meta-policy", "zoo:good"));
        }
        words.addAll(List.of("--out", out));
        if (Files.exists(out)) {
            words.add("--resume");
        }
        return MerpoProcess.start(temp.resolve("log"), words.toArray());
    }

    /**
     * Of all that a training says and leaves, but for times, memory, its place and what others hold
     * open.
     */
    private static Map<String, String> digests(Path run) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (!name.matches("(stages|memory)\\.csv|events\\..*|\\.lock|\\.merpo-run")) {
                    digests.put(name, FileDigest.sha256(file));
                }
            }
        }
        assertThat(digests).containsKeys("metrics.csv", "returns.csv", "policy.safetensors");
        return digests;
    }
}
