package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunReaderTest {
    @TempDir Path temp;

    private RunReader reader;

    @BeforeEach
    void open() {
        reader = new RunReader(temp.resolve("mine"));
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(temp.resolve("mine"));
        Files.writeString(temp.resolve("mine").resolve(name), content);
    }

    @Test
    void aRunThatIsNotThereYetIsEmpty() {
        RunTables tables = reader.tables();
        assertThat(tables.name()).isEqualTo("mine");
        assertThat(tables.plan()).isEqualTo(RunTables.Plan.UNKNOWN);
        assertThat(tables.progress()).isEqualTo(RunTables.Progress.NONE);
        assertThat(tables.troubles()).isEmpty();
        assertThat(tables.residentBytes()).isEqualTo(-1);
    }

    @Test
    void tablesAreReadAsTheyAreWritten() throws IOException {
        write(
                "config.yaml",
                "algorithm: rac\nenvironment: walker2d-params\nseed: 3\nsteps: 500\nrac: {alpha: 1}\n");
        write("metrics.csv", "step,loss,gap\n10,0.5,NaN\n20,0.25,-Infinity\n");
        write(
                "returns.csv",
                "step,seed,task,policy,return,std,score\n10,0,1,actor,5,0.5,0.1\n10,0,2,actor,6,0.5,0.2\n20,0,1,actor,7,,0.3\n");
        write("alarms.csv", "step,alarm,text\n20,A12,\"lambda, at its bound\"\n");
        write(
                "memory.csv",
                "moment,resident_bytes,heap_bytes\nfirst minute,1000,10\nend,2000,20\n");
        RunTables tables = reader.tables();
        assertThat(tables.plan()).isEqualTo(new RunTables.Plan("rac", "walker2d-params", "3", 500));
        assertThat(tables.progress().step()).isEqualTo(20);
        assertThat(tables.metrics().get(0).values()).containsExactly(0.5, 0.25);
        assertThat(tables.metrics().get(1).values())
                .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(tables.returns()).hasSize(2);
        assertThat(tables.returns().get(0).returns().values()).containsExactly(5.0, 7.0);
        assertThat(tables.returns().get(0).std()).isNaN();
        assertThat(tables.returns().get(0).score()).isEqualTo(0.3);
        assertThat(tables.returns().get(1).task()).isEqualTo("2");
        assertThat(tables.alarms())
                .containsExactly(new RunTables.Alarm("20", "A12", "lambda, at its bound"));
        assertThat(tables.residentBytes()).isEqualTo(2000);
        assertThat(tables.troubles()).isEmpty();
    }

    /** Every beginning of the files, cut after any byte, as a reader in between sees them. */
    @Test
    void halfWrittenFilesAreNoTrouble() throws IOException {
        String metrics = "step,loss\n10,0.5\n20,0.25\n";
        String returns = "step,seed,task,policy,return,std,score\n10,0,1,actor,5,0.5,0.1\n";
        String config = "algorithm: \"rac\"\nsteps: 500\n";
        for (int cut = 0; cut <= returns.length(); cut++) {
            write("metrics.csv", metrics.substring(0, Math.min(cut, metrics.length())));
            write("returns.csv", returns.substring(0, cut));
            write("alarms.csv", "step,alarm,text\n20,A12,\"half".substring(0, Math.min(cut, 28)));
            write("config.yaml", config.substring(0, Math.min(cut, config.length())));
            RunTables tables = new RunReader(temp.resolve("mine")).tables();
            assertThat(tables.troubles()).as("cut %d", cut).isEmpty();
            assertThat(tables.progress().step())
                    .as("cut %d", cut)
                    .isEqualTo(cut < 17 ? -1 : cut < 25 ? 10 : 20);
            Screen.lines(tables, 80, 24);
        }
    }

    @Test
    void aTableOfAnotherFormIsToldAndTheOthersAreShown() throws IOException {
        write("metrics.csv", "step,loss\n10,0.5\n");
        write("returns.csv", "step,reward\n10,5\n");
        write("alarms.csv", "step,alarm,text\n10,A1\n");
        RunTables tables = reader.tables();
        assertThat(tables.progress().step()).isEqualTo(10);
        assertThat(tables.troubles()).hasSize(2);
        assertThat(tables.troubles().get(0)).contains("returns.csv has no column \"seed\"");
        assertThat(tables.troubles().get(1)).contains("alarms.csv", "2 cells, expected 3");
        write("returns.csv", "step,seed,task,policy,return,std,score\n10,0,1,actor,5,0.5,0.1\n");
        write("alarms.csv", "step,alarm,text\n10,A1,mended\n");
        assertThat(reader.tables().troubles()).isEmpty();
        assertThat(reader.tables().alarms()).hasSize(1);
    }

    /** 20 steps lie between files written 10 seconds apart. */
    @Test
    void theSpeedIsThatOfTheRows() throws IOException {
        Path file = temp.resolve("mine/metrics.csv");
        Instant first = Instant.now().minusSeconds(100);
        write("metrics.csv", "step,loss\n10,1\n");
        Files.setLastModifiedTime(file, FileTime.from(first));
        assertThat(reader.tables().progress().stepsPerSecond()).isNaN();
        write("metrics.csv", "step,loss\n10,1\n30,1\n");
        Files.setLastModifiedTime(file, FileTime.from(first.plusSeconds(10)));
        RunTables.Progress progress = reader.tables().progress();
        assertThat(progress.stepsPerSecond()).isEqualTo(2);
        assertThat(progress.silentSeconds()).isBetween(90.0, 120.0);
    }
}
