package merpo.benchmarks.bench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Bundled;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Round;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real peers: small networks learn in another virtual machine; Python says what it cannot do. */
final class LearningPeerTest {
    @TempDir Path temp;

    @Test
    void itLearnsAndTellsItsMemory() throws ProgramException {
        try (Peer peer = LearningContender.MERPO.open("rac-soak", 1, temp)) {
            assertThat(peer.versions()).containsKeys("java", "pytorch");
            Round round = Round.of(peer, 0.2);
            assertThat(round.steps()).isPositive();
            assertThat(round.seconds()).isBetween(0.2, 60.0);
            LearningMemory.Sample sample =
                    LearningMemory.parse(0.2, round.steps(), peer.ask("memory", 1));
            // libtorch alone is more; the buffers of 8 tasks are 8 x 20 000 rows of 165 bytes
            assertThat(sample.outside()).isGreaterThan(50L << 20);
            assertThat(sample.heap()).isBetween(25L << 20, 200L << 20);
            assertThat(peer.ask("rest 1", 1)).isEqualTo("failed unknown request \"rest 1\"");
        }
    }

    @Test
    void workThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> LearningContender.MERPO.open("cooking", 1, temp))
                .isInstanceOf(ProgramException.class)
                .hasMessageStartingWith("merpo (cooking): The learning case \"cooking\" does not");
    }

    /** Before anything is imported: any Python will do. */
    @Test
    void pythonSaysWhatALibraryLacks() throws ProgramException {
        String program = Bundled.write("learning.py", temp).toString();
        assertThatThrownBy(
                        () ->
                                Peer.start(
                                        "sbx",
                                        List.of("python3", program, "sbx", "cql", "1"),
                                        temp))
                .isInstanceOf(ProgramException.class)
                .hasMessage("sbx: ValueError sbx has no cql");
    }

    /** Two rounds of the same work, one of them of another that cannot be opened. */
    @Test
    void theyTakeTurnsAndAFailureStopsNobody() {
        LearningWork soak = BaselineWorks.soak(List.of());
        LearningWork broken = new LearningWork("cooking", "", 1, 0, "", List.of(), soak.opening());
        Set<LearningContender> without = Set.of(LearningContender.MERPO_BF16);
        LearningBench bench = LearningBench.of(List.of(soak, broken), without, 2, 0.1, temp);
        List<Measurement> all = bench.measure(1);
        assertThat(all)
                .extracting(m -> m.work().names().get(0))
                .containsExactly("rac-soak", "cooking");
        assertThat(all.get(0).values()).hasSize(2).allMatch(time -> time > 0);
        assertThat(all.get(0).failure()).isEmpty();
        assertThat(all.get(1).failed()).isTrue();
        assertThat(BenchTable.failures(all))
                .singleElement()
                .asString()
                .startsWith("merpo (cooking): The learning case");
    }
}
