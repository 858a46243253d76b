package merpo.benchmarks.bench.stepping;

import static merpo.benchmarks.bench.stepping.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.PeerRun;
import merpo.benchmarks.bench.Run;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contenders that are shell scripts and write down when it is their turn. */
final class SteppingBenchTest {
    @TempDir Path temp;

    private record Script(String name, List<String> modes, String script, Path directory)
            implements Contender<Cell> {
        @Override
        public List<String> modes(Cell cell) {
            return modes;
        }

        @Override
        public Run open(Cell cell, String mode) throws ProgramException {
            return new PeerRun(
                    Peer.start(name, List.of("sh", "-c", script, name, mode), directory), 3);
        }
    }

    private Script script(String name, String script, String... modes) {
        return new Script(name, List.of(modes), script, temp);
    }

    private List<Measurement> measure(Script... contenders) {
        return SteppingBench.of(List.of(contenders), 2, 0.5).measure(List.of(SMALL));
    }

    @Test
    void contendersTakeTurnsRoundByRound() throws IOException {
        String steady = "echo ready; while read word s; do echo $0 $1 $s >> log; echo 10 $s; done";
        List<Measurement> all = measure(script("a", steady, "x"), script("b", steady, "y", "z"));
        // opened and warmed up one after another; then an untimed run-up of a tenth before each
        // round
        assertThat(Files.readAllLines(temp.resolve("log")))
                .containsExactly(
                        "a x 3.0",
                        "b y 3.0",
                        "b z 3.0",
                        "a x 0.05",
                        "a x 0.5",
                        "b y 0.05",
                        "b y 0.5",
                        "b z 0.05",
                        "b z 0.5",
                        "a x 0.05",
                        "a x 0.5",
                        "b y 0.05",
                        "b y 0.5",
                        "b z 0.05",
                        "b z 0.5");
        assertThat(all).extracting(Measurement::mode).containsExactly("x", "y", "z");
        assertThat(all).allSatisfy(m -> assertThat(m.values()).containsExactly(20.0, 20.0));
    }

    @Test
    void oneThatFailsSaysWhyAndTheOthersGoOn() {
        String steady = "echo ready; while read word s; do echo 10 $s; done";
        // the warm-up, a run-up and a round, then it dies
        String dying = "echo ready v=2; for i in 1 2 3; do read word s; echo 10 $s; done";
        List<Measurement> all =
                measure(
                        script("absent", "echo failed no such wheel", "x"),
                        script("dying", dying, "x"),
                        script("steady", steady, "x"));
        assertThat(all.get(0).failure()).isEqualTo("absent: no such wheel");
        assertThat(all.get(1).failure()).startsWith("dying ");
        assertThat(all.get(1).values()).isEmpty();
        assertThat(all.get(2).values()).hasSize(2);
    }
}
