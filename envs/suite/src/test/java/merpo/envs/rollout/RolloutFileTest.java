package merpo.envs.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutFileTest {
    private static final String CASE =
            """
            {"id": "Point-Robot-Wind",
            "task": {"wind": [0.025, -0.05]},
            "horizon": 25,
            "qpos": [0, 0],
            "qvel": [],
            "actions": [[1, 0.5],
            [-1, 1]]
            """;
    private static final String RECORDED =
            """
            ,"observations": [[0, 0], [0.125, 0], [0.05, 0.05]],
            "rewards": [-0.875, -0.95],
            "terminated": [false, false],
            "truncated": [false, false]}
            """;

    @TempDir Path folder;

    private RolloutFile read(String text) throws IOException {
        return RolloutFile.read(Files.writeString(folder.resolve("case.json"), text));
    }

    private void refused(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("case.json")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aCaseIsReadAsItIsWritten() throws IOException {
        RolloutFile file = read(CASE + "}");
        assertThat(file.given().id()).isEqualTo("Point-Robot-Wind");
        assertThat(file.given().task()).isEqualTo(Task.of(0, "wind", 0.025, -0.05));
        assertThat(file.given().qpos()).containsExactly(0, 0);
        assertThat(file.given().qvel()).isEmpty();
        assertThat(file.given().actions()).isDeepEqualTo(new double[][] {{1, 0.5}, {-1, 1}});
        assertThat(file.horizon()).hasValue(25);
        assertThat(file.recorded()).isEmpty();
    }

    @Test
    void aRecordingIsReadWithItsFlags() throws IOException {
        Recording recorded = read(CASE + RECORDED).recorded().orElseThrow();
        assertThat(recorded.observations()[1]).containsExactly(0.125, 0);
        assertThat(recorded.rewards()).containsExactly(-0.875, -0.95);
        assertThat(recorded.truncated()).containsExactly(false, false);
        assertThat(read(CASE + RECORDED.replace("[false, false]}", "[false, true]}")).parity())
                .matches(parity -> !parity.flagsEqual());
    }

    @Test
    void whatIsPlayedAndWrittenIsWithinNothingOfItself() throws IOException {
        RolloutFile file = read(CASE + "}");
        Path ours = folder.resolve("new/ours.json");
        RolloutFile.write(ours, file.given(), file.play().recording());
        RolloutFile again = RolloutFile.read(ours);
        assertThat(again.parity()).isEqualTo(new Parity(2, 0, 0, 0, 0, true));
        assertThat(again.horizon()).hasValue(25);
        assertThat(Files.readAllLines(ours)).hasSize(14); // a field or a row per line
        try (Stream<Path> files = Files.list(ours.getParent())) {
            assertThat(files).containsExactly(ours);
        }
    }

    /** Any bits that make a finite number, and the ends of the range. */
    @Test
    void everyDoubleReadsBackExactly() throws IOException {
        Random random = new Random(3);
        double[] numbers =
                DoubleStream.concat(
                                DoubleStream.of(
                                        0.0,
                                        -0.0,
                                        Double.MIN_VALUE,
                                        -Double.MIN_NORMAL,
                                        Double.MAX_VALUE,
                                        0.1,
                                        1.0 / 3,
                                        2.0e-3,
                                        0x1p53),
                                DoubleStream.generate(
                                                () -> Double.longBitsToDouble(random.nextLong()))
                                        .filter(Double::isFinite)
                                        .limit(20_000))
                        .toArray();
        RolloutCase given =
                new RolloutCase(
                        "point-robot-wind",
                        Task.of(0, "wind", numbers),
                        numbers,
                        numbers,
                        new double[][] {numbers});
        Recording recording =
                new Recording(
                        new double[][] {numbers, numbers},
                        new double[] {numbers[9]},
                        new boolean[] {true},
                        new boolean[] {false});
        Path file = folder.resolve("exact.json");
        RolloutFile.write(file, given, recording);
        RolloutFile read = RolloutFile.read(file);
        assertThat(read.given().qpos()).isEqualTo(numbers); // by bits: -0.0 is not 0.0
        assertThat(read.given().qvel()).isEqualTo(numbers);
        assertThat(read.given().actions()[0]).isEqualTo(numbers);
        assertThat(read.given().task()).isEqualTo(given.task());
        assertThat(read.recorded().orElseThrow().observations()[1]).isEqualTo(numbers);
        assertThat(read.recorded().orElseThrow().rewards()).isEqualTo(recording.rewards());
        assertThat(read.recorded().orElseThrow().terminated()).containsExactly(true);
    }

    @Test
    void taskFieldsAreNumbersListsOrMatrices() throws IOException {
        String fields =
                "{\"direction\": -1, \"body_inertia\": [[1, 2, 3], [4, 5, 6]], \"wind\": [0, 1]}";
        RolloutFile file = read(CASE.replace("{\"wind\": [0.025, -0.05]}", fields) + "}");
        Task expected =
                new Task(
                        0,
                        Map.of(
                                "direction",
                                List.of(-1.0),
                                "body_inertia",
                                List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
                                "wind",
                                List.of(0.0, 1.0)));
        assertThat(file.given().task()).isEqualTo(expected);
        Path ours = folder.resolve("ours.json");
        Recording nothing =
                new Recording(new double[1][1], new double[0], new boolean[0], new boolean[0]);
        RolloutFile.write(ours, file.given(), nothing);
        assertThat(Files.readString(ours).replaceAll("\\s", ""))
                .contains("\"direction\":-1.0,", "\"body_inertia\":[[1.0,2.0,3.0],[4.0,5.0,6.0]],");
    }

    @Test
    void unknownFieldsArePassedOver() throws IOException {
        RolloutFile file =
                read(CASE + ", \"maker\": {\"name\": [1, \"x\", null]}, \"mujoco\": \"3.17.0\"}");
        assertThat(file.given().actions()).hasDimensions(2, 2);
    }

    @Test
    void missingFieldsAreNamed() {
        refused("{}", "no [id, task, qpos, qvel, actions]");
        refused(CASE.replace("\"qvel\"", "\"qvell\"") + "}", "no [qvel]");
        refused(CASE + ", \"rewards\": [0, 0]}", "no [observations, terminated, truncated]");
    }

    @Test
    void onlyFiniteNumbersAreNumbers() {
        for (String bad : List.of("NaN", "1e400", "-Infinity", "\"0.5\"", "null", "true", "[0]")) {
            refused(CASE.replace("0.5", bad) + "}", "line 6, \"actions\"[0][1]:", "must be");
            refused(CASE.replace("-0.05", bad) + "}", "line 2, \"task\".wind[1]:", "must be");
        }
        refused(
                CASE.replace("\"qpos\": [0, 0]", "\"qpos\": 0") + "}",
                "\"qpos\": 0, must be a list");
        refused(
                CASE.replace("n\": 25", "n\": 25.5") + "}",
                "\"horizon\": 25.5, must be a whole number");
    }

    @Test
    void rowsHaveOneWidthAndEveryStepItsEntry() {
        refused(
                CASE.replace("[-1, 1]]", "[-1]]") + "}",
                "line 7, \"actions\"[1]: 1 numbers",
                "2 as in \"actions\"[0]");
        refused(
                CASE.replace("[[1, 0.5],", "[[],") + "}",
                "\"actions\"[0]: 0 numbers",
                "at least 1");
        refused(
                "{\"id\": \"x\", \"task\": {}, \"qpos\": [], \"qvel\": [], \"actions\": []}",
                "\"actions\": 0 entries");
        refused(
                CASE + RECORDED.replace("[0, 0], ", ""),
                "\"observations\": 2 entries, must have 3");
        refused(CASE + RECORDED.replace("-0.875, ", ""), "\"rewards\": 1 entries, must have 2");
        refused(CASE + RECORDED.replace("[false, false]}", "[false]}"), "\"truncated\": 1 entries");
        refused(
                CASE + RECORDED.replace("[false, false]}", "[false, 0]}"),
                "\"truncated\"[1]: 0, must be true or false");
    }

    @Test
    void otherTextsAreCalledForeign() throws IOException {
        refused("", "nothing, must be an object");
        refused("[]", "a list, must be an object");
        refused("dear", "line 1: not a rollout in JSON: a bracket, quote, comma or colon");
        refused(CASE, "not a rollout in JSON");
        refused(CASE + "} {}", "after the object: an object, must be nothing");
        refused(CASE + ", \"qpos\": [1, 1]}", "Duplicate field 'qpos'");
        refused(
                CASE.replace("\"id\": \"Point-Robot-Wind\"", "\"id\": 7"),
                "\"id\": 7, must be a text");
        refused(CASE + ", \"deep\": " + "[".repeat(5000) + "]".repeat(5000) + "}", "nesting depth");
        refused(CASE.replace("n\": 25", "n\": " + "9".repeat(2000)) + "}", "case.json");
        byte[] latin = CASE.replace("Point", "P\u00f6int").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("case.json"), latin);
        assertThatThrownBy(() -> RolloutFile.read(file)).hasMessageContaining("case.json");
        assertThatThrownBy(() -> RolloutFile.read(folder.resolve("none.json")))
                .hasMessageContaining("none.json cannot be read");
        assertThatThrownBy(() -> RolloutFile.read(folder)).hasMessageContaining("cannot be read");
    }

    @Test
    void hugeFilesAreRefusedBeforeTheyAreParsed() {
        refused("[" + "0,".repeat(RolloutReader.MOST_BYTES / 2), "has more than 33554432 bytes");
        Path endless = Path.of("/dev/zero");
        assertThatThrownBy(() -> RolloutFile.read(endless)).hasMessageContaining("has more than");
    }

    @Test
    void whatDoesNotFitTheEnvironmentNamesTheFile() throws IOException {
        RolloutFile narrow = read(CASE.replace("\"qpos\": [0, 0]", "\"qpos\": [0]") + "}");
        assertThatThrownBy(narrow::play)
                .hasMessageContaining("case.json, \"qpos\": 1 numbers, point-robot-wind has 2");
        RolloutFile longer = read(CASE.replace("n\": 25", "n\": 200") + "}");
        assertThatThrownBy(longer::play)
                .hasMessageContaining("case.json, \"horizon\": 200, point-robot-wind has 25");
        RolloutFile wide =
                read(CASE + RECORDED.replace("[0, 0], [0.125, 0], [0.05, 0.05]", "[1], [1], [1]"));
        assertThatThrownBy(wide::parity).hasMessageContaining("case.json, \"observations\": 1");
        RolloutFile gusty = read(CASE.replace("-0.05]", "-0.05" + ", 0".repeat(9000) + "]") + "}");
        assertThatThrownBy(gusty::play)
                .hasMessageContaining(
                        "case.json, Task 0 of point-robot-wind, wind has 9002 numbers, must have 2")
                .matches(e -> e.getMessage().length() < 1000);
        RolloutFile silent = read(CASE + "}");
        assertThatThrownBy(silent::parity).hasMessageContaining("case.json, no observations");
    }

    @Test
    void whatJsonCannotHoldIsNotWritten() throws IOException {
        RolloutFile far = read(CASE.replace("\"qpos\": [0, 0]", "\"qpos\": [1e200, 0]") + "}");
        Path ours = folder.resolve("ours.json");
        assertThatThrownBy(() -> RolloutFile.write(ours, far.given(), far.play().recording()))
                .hasMessageContaining("\"rewards\": number 0 is -Infinity");
        assertThat(ours).doesNotExist();
    }
}
