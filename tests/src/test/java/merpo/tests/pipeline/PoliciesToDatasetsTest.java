package merpo.tests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.dataset.TaskSource;
import merpo.tests.cli.CommandLineInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From no policy at all to verified datasets, as a user does it. */
class PoliciesToDatasetsTest {
    @TempDir Path temp;
    private final CommandLineInProcess merpo = new CommandLineInProcess();
    private String out = "";
    private String err = "";

    @Test
    void trainPackGenerateInspect() throws IOException {
        Path tasks = temp.resolve("tasks.json");
        ok("envs", "tasks", "point-robot-wind", "--training", 2, "--test", 1, "--out", tasks);
        Path run = temp.resolve("run");
        ok(behaviors(tasks, run, 0));
        assertThat(run.resolve("training.json")).content().contains("\"updates\" : 2");
        assertThat(run.resolve("curve.csv"))
                .content()
                .startsWith("environment_step,task,return_mean");
        goesOnWithItsOwnSettingsAlone(tasks, run);
        Path kept = temp.resolve("kept");
        ok("zoo", "pack", run, "--out", kept, "--episodes", 4);
        assertThat(out).containsPattern("point-robot-wind +3 ");
        Path data = temp.resolve("data");
        Object[] generate = {
            "generate",
            "--env",
            "point-robot-wind",
            "--policies",
            kept,
            "--quality",
            "random,expert",
            "--transitions",
            60,
            "--out",
            data
        };
        ok(generate);
        StoredDataset expert = DatasetReader.read(data.resolve("expert/task-002.h5"));
        assertThat(expert.dataset().size()).isEqualTo(75);
        assertThat(expert.provenance().behavior().algorithm()).isEqualTo("SAC");
        byte[] bytes = Files.readAllBytes(data.resolve("expert/task-002.h5"));
        Files.delete(data.resolve("expert/task-002.h5"));
        ok(generate); // goes on: makes what is missing, and the same
        assertThat(data.resolve("expert/task-002.h5")).hasBinaryContent(bytes);
        assertThat(
                        DatasetReader.read(data.resolve("random/task-000.h5"))
                                .provenance()
                                .task()
                                .split())
                .isEqualTo(TaskSource.Split.TRAIN);
        ok("inspect", data);
    }

    /** Tasks 40 to 49 of the winds are to be tested on; of two directions none is. */
    @Test
    void dataOfTheNewTasksAlone() throws IOException {
        Path data = temp.resolve("data");
        ok(
                "generate",
                "--env",
                "point-robot-wind",
                "--quality",
                "medium",
                "--transitions",
                25,
                "--only",
                "test",
                "--out",
                data);
        try (Stream<Path> files = Files.list(data.resolve("medium"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".h5"))
                    .hasSize(10)
                    .contains("task-040.h5", "task-049.h5");
        }
        int status =
                merpo(
                        "generate",
                        "--env",
                        "half-cheetah-fwd-back",
                        "--quality",
                        "medium",
                        "--transitions",
                        200,
                        "--only",
                        "test",
                        "--out",
                        temp.resolve("none"));
        assertThat(status).isEqualTo(2);
        assertThat(err)
                .contains("--only is test", "2 are to train on (train), 0 to be tested on (test)");
        assertThat(temp.resolve("none")).doesNotExist();
    }

    /** One command from nothing to data, replay data among them. */
    @Test
    void trainingAndGeneratingAreOneCommand() throws IOException {
        Path data = temp.resolve("data");
        Object[] generate = {
            "generate",
            "--env",
            "point-robot-wind",
            "--train",
            "--scale",
            "smoke",
            "--quality",
            "replay,mixed",
            "--transitions",
            400,
            "--out",
            data
        };
        ok(generate);
        assertThat(data.resolve("behaviors/curve.svg")).content().contains("<svg", "return");
        StoredDataset replay = DatasetReader.read(data.resolve("replay/task-001.h5"));
        assertThat(replay.dataset().size()).isGreaterThan(0);
        ok("inspect", data.resolve("replay"), data.resolve("mixed"));
        assertThat(out).doesNotContain("FAIL");
        byte[] bytes = Files.readAllBytes(data.resolve("replay/task-001.h5"));
        Files.delete(data.resolve("replay/task-001.h5"));
        ok(
                "generate",
                "--env",
                "point-robot-wind",
                "--policies",
                data.resolve("behaviors"),
                "--quality",
                "replay",
                "--transitions",
                400,
                "--out",
                temp.resolve("again"));
        assertThat(DatasetReader.read(temp.resolve("again/replay/task-001.h5")).attributes())
                .isEqualTo(replay.attributes());
        ok(generate);
        assertThat(data.resolve("replay/task-001.h5")).hasBinaryContent(bytes);
    }

    /** Written into the file and given again, another seed would go on with the first one's. */
    private void goesOnWithItsOwnSettingsAlone(Path tasks, Path run) throws IOException {
        String settings = Files.readString(run.resolve("training.json"));
        Files.writeString(
                run.resolve("training.json"), settings.replace("\"seed\" : 0", "\"seed\" : 3"));
        assertThat(merpo(behaviors(tasks, run, 3))).isEqualTo(1);
        assertThat(err).contains("training.json is not the file that was made here");
        Files.writeString(run.resolve("training.json"), settings);
    }

    private static Object[] behaviors(Path tasks, Path run, int seed) {
        return new Object[] {
            "behaviors",
            "--env",
            "point-robot-wind",
            "--tasks",
            tasks,
            "--scale",
            "smoke",
            "--set",
            "updates=2",
            "--seed",
            seed,
            "--out",
            run
        };
    }

    @Test
    void whatCannotBeMadeIsExplained() {
        assertThat(
                        merpo(
                                "generate",
                                "--env",
                                "ant-v5",
                                "--quality",
                                "expert",
                                "--transitions",
                                10,
                                "--out",
                                temp.resolve("x")))
                .isEqualTo(1);
        assertThat(err)
                .contains("No policies of ant-v5 ship")
                .contains("./merpo behaviors --env ant-v5");
        assertThat(
                        merpo(
                                "generate",
                                "--env",
                                "ant-v5",
                                "--quality",
                                "best",
                                "--transitions",
                                10,
                                "--out",
                                temp.resolve("x")))
                .isEqualTo(2);
        assertThat(err).contains("best");
        assertThat(
                        merpo(
                                "behaviors",
                                "--env",
                                "point-robot-wind",
                                "--scale",
                                "huge",
                                "--out",
                                temp.resolve("x")))
                .isEqualTo(2);
        assertThat(err).contains("--scale is \"huge\", must be one of smoke, small, paper");
        assertThat(
                        merpo(
                                "behaviors",
                                "--env",
                                "point-robot-wind",
                                "--set",
                                "update=2",
                                "--out",
                                temp.resolve("x")))
                .isEqualTo(2);
        assertThat(err).contains("--set update", "training.json", "updates");
        assertThat(temp.resolve("x")).doesNotExist();
    }

    private void ok(Object... words) {
        assertThat(merpo(words)).as(err).isZero();
    }

    private int merpo(Object... words) {
        int status = merpo.run(words);
        out = merpo.out();
        err = merpo.err();
        return status;
    }
}
