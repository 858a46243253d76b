package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestTest {
    @TempDir private Path directory;

    private static Manifest empty() {
        return Manifest.begin(
                "cheetah-vel/medium",
                "half-cheetah-vel",
                Quality.MEDIUM,
                "2026-01-01T00:00:00Z",
                new Manifest.Generator("0.1.0", "0123abc", List.of("generate", "--seed", "1")),
                new Manifest.TaskDraw("half-cheetah-vel", 40, 7, "uniform [0, 3]"),
                Map.of(3L, new ReferenceScores(-280.178953, 12135.0)));
    }

    private Manifest withTwoFiles() {
        Dataset dataset = Samples.dataset();
        WrittenFile a =
                DatasetWriter.write(
                        directory.resolve("task-003.h5"), dataset, Samples.provenance());
        WrittenFile b =
                DatasetWriter.write(
                        directory.resolve("task-000.h5"), dataset, Samples.barestProvenance());
        return empty().with(TaskFile.of(a, dataset, Samples.provenance()))
                .with(TaskFile.of(b, dataset, Samples.barestProvenance()));
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        Manifest manifest = withTwoFiles();
        manifest.save(directory);
        assertThat(Manifest.load(directory)).isEqualTo(manifest);
        assertThat(manifest.tasks()).extracting(TaskFile::taskIndex).containsExactly(0L, 3L);
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains("\"schema_version\" : \"1.0\"")
                .contains("\"n_transitions\"")
                .contains("\"behavior_return_mean\" : null")
                .contains("\"behavior_return_mean\" : 1.5");
    }

    @Test
    void wholeFilesAreWhole() {
        Manifest manifest = withTwoFiles();
        assertThat(manifest.verify(directory)).isEmpty();
        assertThat(manifest.whole(directory)).containsExactly(0L, 3L);
    }

    @Test
    void aResumedRunCollectsWhatIsMissingOrDamaged() throws IOException {
        Manifest manifest = withTwoFiles();
        Path file = directory.resolve("task-003.h5");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(manifest.whole(directory)).containsExactly(0L);
        assertThat(manifest.verify(directory)).singleElement().asString().contains("has SHA-256");
        Files.write(file, new byte[7]);
        assertThat(manifest.verify(directory)).singleElement().asString().contains("has 7 bytes");
        Files.delete(file);
        assertThat(manifest.verify(directory)).singleElement().asString().contains("is missing");
        assertThat(manifest.whole(directory)).containsExactly(0L);
    }

    @Test
    void aTaskIsListedOnce() {
        Manifest manifest = withTwoFiles();
        assertThat(manifest.with(manifest.tasks().get(0)).tasks()).hasSize(2);
    }

    private void expectMessage(String json, String part) throws IOException {
        Files.writeString(directory.resolve("manifest.json"), json);
        assertThatThrownBy(() -> Manifest.load(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(directory.resolve("manifest.json").toString())
                .hasMessageContaining(part);
    }

    @Test
    void aDamagedManifestIsCalledDamaged() throws IOException {
        assertThatThrownBy(() -> Manifest.load(directory.resolve("none")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there is no such file");
        withTwoFiles().save(directory);
        String json = Files.readString(directory.resolve("manifest.json"));
        expectMessage(json.substring(0, json.length() / 2), "not a manifest in JSON");
        expectMessage("", "schema_version is absent");
        expectMessage("{}", "schema_version is absent");
        expectMessage("[1, 2]", "schema_version is absent");
        expectMessage(json.replace("\"1.0\"", "\"2.0\""), "schema_version is 2.0, must be 1.x");
        expectMessage(json.replace("\"tasks\"", "\"tusks\""), "tasks");
        expectMessage(json.replace("task-003.h5", "../../etc/passwd"), "below the manifest");
        expectMessage(json.replace("\"medium\"", "\"middling\""), "must be one of random, bad");
        expectMessage(json.replace("\"file_sha256\"", "\"x\""), "file_sha256");
    }

    /**
     * Words of the parser's, of its classes and of none of the file's places, were said of these.
     */
    @Test
    void whatIsAmissInItIsToldInAUsersWords() throws IOException {
        withTwoFiles().save(directory);
        String json = Files.readString(directory.resolve("manifest.json"));
        String remedy = "It must be a manifest as ./merpo generate writes it. Restore it";
        String unlisted = json.replaceFirst("\"behavior_checkpoint_step\" : \\[", "$0 null, ");
        assertThat(unlisted).isNotEqualTo(json);
        expectMessage(unlisted, remedy);
        expectMessage(unlisted, "line ");
        expectMessage(json.replace("\"count\" : 40", "\"count\" : {}"), "task_draw.count");
        expectMessage(json.replace(":", ";"), "a bracket, quote, comma or colon is amiss");
        Files.write(directory.resolve("manifest.json"), new byte[] {'{', '"', (byte) 0xff});
        assertThatThrownBy(() -> Manifest.load(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("Input length");
    }
}
