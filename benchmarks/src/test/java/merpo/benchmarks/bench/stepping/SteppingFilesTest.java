package merpo.benchmarks.bench.stepping;

import static merpo.benchmarks.bench.stepping.Measured.LARGE;
import static merpo.benchmarks.bench.stepping.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.Measurement;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SteppingFilesTest {
    private static final Endurance ENDURANCE = new Endurance(LARGE, 2_000_000, 48, 100, 120);

    @TempDir Path temp;

    private static Bench<Cell> bench(int rounds, double seconds) {
        return SteppingBench.of(Path.of("."), Set.of(), rounds, seconds);
    }

    @Test
    void theTableHoldsEveryRound() {
        List<Measurement> all =
                List.of(
                        Measured.inMode(SMALL, "c", "mjb_step", 1000.0, 3000.25, 2000.0),
                        Measured.failed(LARGE, "envpool", "no wheel, \"cp314\""));
        BenchFiles.write(temp, bench(3, 0.5), all, SteppingBench.facts(List.of(ENDURANCE)));
        CsvTable table = CsvTable.read(temp.resolve("stepping.csv"));
        assertThat(table.rows()).hasSize(2);
        CsvTable.Row c = table.rows().get(0);
        assertThat(c.text("environment")).isEqualTo("halfcheetah-v5");
        assertThat(c.integer("simulations")).isEqualTo(1);
        assertThat(c.integer("threads")).isEqualTo(1);
        assertThat(c.text("contender")).isEqualTo("c");
        assertThat(c.text("mode")).isEqualTo("mjb_step");
        assertThat(c.number("best_steps_per_s")).isEqualTo(3000.3);
        assertThat(c.number("median_steps_per_s")).isEqualTo(2000);
        assertThat(c.text("rounds_steps_per_s")).isEqualTo("1000.0 3000.3 2000.0");
        CsvTable.Row envpool = table.rows().get(1);
        assertThat(envpool.text("best_steps_per_s")).isEmpty();
        assertThat(envpool.text("failure")).isEqualTo("no wheel, \"cp314\"");
    }

    @Test
    void theSidecarNamesMachineVersionsAndMemory() {
        BenchFiles.write(
                temp,
                bench(5, 0.7),
                List.of(Measured.of(SMALL, "envpool", 10.0)),
                SteppingBench.facts(List.of(ENDURANCE)));
        assertThat(temp.resolve("stepping.yaml"))
                .content()
                .contains(
                        "cpu: ",
                        "cores: ",
                        "rounds: 5\n",
                        "seconds_per_round: 0.7\n",
                        "  envpool:\n    envpool: 1.0\n",
                        "  allocated_bytes: 48\n",
                        "  resident_bytes_after: 120\n");
    }

    @Test
    void allocationIsPerMillionSteps() throws ProgramException {
        // 48 bytes in 2 million
        assertThat(ENDURANCE.allocatedPerMillion()).isEqualTo(24);
        assertThat(Endurance.parse(LARGE, "2000000 48 100 120")).isEqualTo(ENDURANCE);
        assertThat(new Endurance(LARGE, 1_000_000, 0, 200 << 20, (200 << 20) + 2048).toString())
                .isEqualTo(
                        "halfcheetah-v5, 32 simulations, 2 threads: 0 bytes allocated per 10^6 steps;"
                                + " resident 200 MiB after warm-up, 200 MiB after 1,000,000 steps (+2 KiB)");
    }
}
