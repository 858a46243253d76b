package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose runner is killed at random moments: the same command ends it, with the bytes of one
 * that was left alone. Its children may still be at work when the next runner begins.
 */
final class KilledSweepTest {
    private static final int KILLS =
            Math.max(2, Integer.getInteger("merpo.faults.kills", 25) * 2 / 25);

    /** As many jobs as fit the kills: 20 for 50. */
    private static final int JOBS = Math.max(4, KILLS * 2 / 5);

    @TempDir Path temp;

    @Test
    void aKilledSweepEndsWithTheSameBytes() throws Exception {
        MerpoProcess.generate("hopper", temp);
        Path whole = temp.resolve("whole");
        double seconds;
        try (MerpoProcess process = sweep(whole)) {
            process.ends(0);
            seconds = process.seconds();
        }
        Path killed = temp.resolve("killed");
        Random random = new Random(7);
        int kills = 0;
        for (boolean ended = false; !ended; ) {
            try (MerpoProcess process = sweep(killed)) {
                if (kills == KILLS) {
                    process.ends(0);
                    ended = true;
                } else {
                    double share = 0.1 + 0.8 * random.nextDouble();
                    TimeUnit.NANOSECONDS.sleep((long) (share * seconds * 1e9 / Math.sqrt(KILLS)));
                    ended = !process.kill();
                    kills += ended ? 0 : 1;
                }
            }
        }
        new FaultCount("kill -9 of sweep", kills, 0, kills, 0).report();
        assertThat(kills).isPositive();
        assertThat(digests(killed)).isEqualTo(digests(whole));
    }

    private MerpoProcess sweep(Path out) throws IOException {
        String alphas =
                IntStream.rangeClosed(1, JOBS)
                        .mapToObj(i -> "0.%02d".formatted(i))
                        .collect(Collectors.joining(","));
        return MerpoProcess.start(
                temp.resolve("log"),
                "sweep",
                "cql",
                "--data",
                temp.resolve("data/medium"),
                "--set",
                "learning.rac.alpha=" + alphas,
                "--scale",
                "smoke",
                "--seeds",
                1,
                "--jobs",
                2,
                "--out",
                out);
    }

    /** All numbers of all runs and the table; not times, memory and what names a process. */
    private static Map<String, String> digests(Path sweep) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sweep)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = sweep.relativize(file).toString();
                if (name.matches(
                        "sweep.csv|.*/[^/]*(metrics|returns)\\.csv|.*\\.(safetensors|yaml)")) {
                    digests.put(name, FileDigest.sha256(file));
                }
            }
        }
        assertThat(digests.keySet().stream().filter(name -> name.endsWith("policy.safetensors")))
                .hasSize(JOBS);
        return digests;
    }
}
