package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineTest {
    @TempDir Path temp;
    private final List<String> ran = new ArrayList<>();

    private record Scripted(String name, List<String> ran, boolean fails) implements Stage {
        @Override
        public void run(RunDirectory run, Progress progress) {
            if (fails) {
                throw new IllegalStateException("Physics diverged");
            }
            Operations.add(Operations.ofProduct(1, 2, 3, 4));
            ran.add(name);
        }
    }

    private List<Stage> stages(boolean trainingFails) {
        return List.of(
                new Scripted("tasks", ran, false),
                new Scripted("data", ran, false),
                new Scripted("merpo", ran, trainingFails));
    }

    @Test
    void whatIsFinishedIsNotRunAgain() throws Exception {
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            Pipeline broken = new Pipeline(run, stages(true), Progress.silent());
            assertThatThrownBy(broken::runAll).hasMessage("Physics diverged");
            assertThat(broken.current()).isEqualTo("merpo");
            assertThat(ran).containsExactly("tasks", "data");
            new Pipeline(run, stages(false), Progress.silent()).runAll();
            assertThat(ran).containsExactly("tasks", "data", "merpo");
            assertThat(run.finishedStages()).extracting(StageLog.Entry::stage).isEqualTo(ran);
        }
        assertThat(CsvTable.read(temp.resolve("memory.csv")).rows())
                .extracting(row -> row.text("moment"))
                .containsExactly("tasks", "data", "merpo");
    }

    @Test
    void aStageSaysWhatItComputed() throws Exception {
        Operations.add(1); // before it
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            new Pipeline(run, stages(false), Progress.silent()).runAll();
            assertThat(run.finishedStages())
                    .extracting(StageLog.Entry::flops)
                    .containsExactly(48.0, 48.0, 48.0);
        }
        try (RunDirectory run = RunDirectory.create(temp, Existing.RESUME)) {
            assertThat(run.finishedStages().get(2).flops()).isEqualTo(48);
        }
    }

    /** Nobody counted, then. */
    @Test
    void stagesOfOlderVersionsAreRead() throws Exception {
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            run.writeText("stages.csv", "stage,seconds,resident_bytes\ntasks,1.5,1024\n");
        }
        try (RunDirectory run = RunDirectory.create(temp, Existing.RESUME)) {
            run.finish("data", 2, 2048, 48);
        }
        assertThat(temp.resolve("stages.csv"))
                .hasContent(
                        "stage,seconds,resident_bytes,flops\ntasks,1.5,1024,\ndata,2.0,2048,48.0\n");
    }

    @Test
    void memoryIsReadFromTheKernel() {
        assertThat(Memory.parse(List.of("Name: java", "VmRSS:\t    1234 kB"))).isEqualTo(1263616);
        assertThat(Memory.parse(List.of())).isEqualTo(-1);
        assertThat(Memory.now().heap()).isPositive();
    }
}
