package merpo.datagen.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Samples;
import merpo.datagen.dataset.StoredDataset;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that leave in a foreign format come back as the same rows. */
final class RoundTripTest {
    private final Dataset dataset = Foreign.chained(3, 30, new RowShape(4, 2, 3, 2));
    private final Provenance provenance = Samples.provenance();

    @TempDir private Path directory;

    private Imported read(Path path) {
        return Import.read(path, Optional.empty(), Foreign.NOTHING_KNOWN);
    }

    @Test
    void throughD4rl() {
        Path file = directory.resolve("plain.hdf5");
        Export.d4rl(file, Existing.REFUSE, dataset);
        assertThat(Import.detect(file)).isEqualTo(ForeignFormat.D4RL);
        assertThat(Export.rowsSha256(read(file).dataset())).isEqualTo(Export.rowsSha256(dataset));
    }

    @Test
    void throughMinari() {
        Path set =
                MinariExport.write(
                        directory, "merpo/some-v0", Existing.REFUSE, dataset, provenance);
        assertThat(set).isEqualTo(directory.resolve("merpo/some-v0"));
        assertThat(Import.detect(set)).isEqualTo(ForeignFormat.MINARI);
        Imported back = read(set);
        assertThat(Export.rowsSha256(back.dataset())).isEqualTo(Export.rowsSha256(dataset));
        assertThat(back.provenance().environment().id()).isEqualTo("half-cheetah-vel");
        assertThat(back.provenance().environment().maxEpisodeSteps()).isEqualTo(7);
        assertThat(back.provenance().behavior().algorithm()).isEqualTo("SAC");
        assertThat(back.provenance().quality().reference())
                .isEqualTo(provenance.quality().reference());
    }

    /** All but what an import adds; a person's word counts more. */
    @Test
    void whatOursSaysOfItselfReturnsToo() {
        Path file = directory.resolve("task.hdf5");
        Export.d4rl(file, Existing.REFUSE, dataset, Optional.of(provenance));
        Path set =
                MinariExport.write(
                        directory, "merpo/some-v0", Existing.REFUSE, dataset, provenance);
        for (Path foreign : List.of(file, set)) {
            Provenance back = read(foreign).provenance();
            assertThat(back.environment()).isEqualTo(provenance.environment());
            assertThat(back.task()).isEqualTo(provenance.task());
            assertThat(back.quality()).isEqualTo(provenance.quality());
            assertThat(back.behavior()).isEqualTo(provenance.behavior());
            assertThat(back.seeds()).isEqualTo(provenance.seeds());
            assertThat(back.software()).isEqualTo(provenance.software());
        }
        Imported told =
                Import.read(
                        file,
                        Optional.empty(),
                        new ImportOptions(
                                Optional.empty(),
                                OptionalInt.of(50),
                                OptionalInt.empty(),
                                Optional.of(new ReferenceScores(1, 2)),
                                Map.of("velocity", List.of(0.5)),
                                provenance.software()));
        assertThat(told.provenance().task().index()).isEqualTo(50);
        assertThat(told.provenance().task().parameters()).isEqualTo(Map.of("velocity", 0.5));
        assertThat(told.provenance().quality().reference()).contains(new ReferenceScores(1, 2));
    }

    @Test
    void throughNpz() {
        Dataset plain = Foreign.chained(4, 12, new RowShape(2, 2, 0, 0));
        Path file = directory.resolve("flat.npz");
        Export.d3rlpy(file, Existing.REFUSE, plain);
        assertThat(Import.detect(file)).isEqualTo(ForeignFormat.D3RLPY);
        Dataset back = read(file).dataset();
        assertThat(back.observations()).isEqualTo(plain.observations());
        assertThat(back.nextObservations()).isEqualTo(plain.nextObservations());
        assertThat(back.actions()).isEqualTo(plain.actions());
        assertThat(back.rewards()).isEqualTo(plain.rewards());
        assertThat(back.terminals()).isEqualTo(plain.terminals());
        assertThat(back.timeouts()).isEqualTo(plain.timeouts());
    }

    @Test
    void anArchiveThatWasCutOffIsCalledSo() throws IOException {
        Path file = directory.resolve("flat.npz");
        Export.d3rlpy(file, Existing.REFUSE, Foreign.chained(4, 12, new RowShape(2, 2, 0, 0)));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file + ": it is cut off or damaged (")
                .hasMessageEndingWith("Fetch it again");
    }

    /** Each key by itself; the bare data file says less and needs none of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset_id",
                "minari_version",
                "data_format",
                "total_episodes",
                "total_steps",
                "observation_space",
                "action_space"
            })
    void aKeyThatMinariNeedsIsNamedWhenItIsMissing(String key) throws IOException {
        Path set =
                MinariExport.write(
                        directory, "merpo/some-v0", Existing.REFUSE, dataset, provenance);
        Path file = set.resolve("data/metadata.json");
        JsonMapper json =
                JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
        ObjectNode metadata = (ObjectNode) json.readTree(file.toFile());
        assertThat(metadata.remove(key)).isNotNull();
        metadata.remove("env_spec"); // from which the spaces could follow
        json.writeValue(file.toFile(), metadata);
        assertThatThrownBy(() -> read(set))
                .hasMessageContaining("metadata.json lacks \"" + key + "\"");
        assertThat(Export.rowsSha256(read(set.resolve("data/main_data.hdf5")).dataset()))
                .isEqualTo(Export.rowsSha256(dataset));
    }

    @Test
    void rowsOfAPointRobotHaveNoStateAndStillReturn() {
        Dataset plain = Foreign.chained(4, 12, new RowShape(2, 2, 0, 0));
        Path set =
                MinariExport.write(directory, "merpo/flat-v0", Existing.REFUSE, plain, provenance);
        assertThat(read(set).dataset()).isEqualTo(plain);
        Path file = directory.resolve("plain.hdf5");
        Export.d4rl(file, Existing.REFUSE, plain);
        assertThat(read(file).dataset()).isEqualTo(plain);
    }

    /** What an import could not know is called so, and survives our own file. */
    @Test
    void theUnknownIsCalledUnknown() {
        Path file = directory.resolve("hopper_medium.hdf5");
        Export.d4rl(file, Existing.REFUSE, dataset);
        Imported imported = read(file);
        assertThat(imported.provenance().quality().quality()).isEqualTo(Quality.MEDIUM);
        assertThat(imported.provenance().environment().id()).isEqualTo("hopper-v2");
        Path ours = directory.resolve("ours.h5");
        DatasetWriter.write(ours, imported.dataset(), imported.provenance());
        StoredDataset stored = DatasetReader.read(ours);
        assertThat(stored.provenance()).isEqualTo(imported.provenance());
        assertThat(stored.provenance().imported().orElseThrow().unknown())
                .contains("env_version", "seed_env", "task_params")
                .doesNotContain("quality", "infos/action_log_probs");
        assertThat(stored.provenance().imported().orElseThrow().format()).isEqualTo("d4rl");
    }

    @Test
    void sameRowsGiveTheSameBytes() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            Export.d4rl(directory.resolve(name + ".hdf5"), Existing.REFUSE, dataset);
            Export.d3rlpy(directory.resolve(name + ".npz"), Existing.REFUSE, dataset);
        }
        assertThat(directory.resolve("a.hdf5")).hasSameBinaryContentAs(directory.resolve("b.hdf5"));
        assertThat(directory.resolve("a.npz")).hasSameBinaryContentAs(directory.resolve("b.npz"));
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.hdf5"), "mine");
        assertThatThrownBy(() -> Export.d4rl(file, Existing.REFUSE, dataset))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("mine.hdf5 exists");
        assertThat(file).hasContent("mine");
        Export.d4rl(file, Existing.REPLACE, dataset);
        assertThat(read(file).dataset().size()).isEqualTo(dataset.size());
        for (int i = 0; i < 2; i++) {
            MinariExport.write(directory, "merpo/some-v0", Existing.REPLACE, dataset, provenance);
        }
        assertThatThrownBy(
                        () ->
                                MinariExport.write(
                                        directory,
                                        "merpo/some-v0",
                                        Existing.REFUSE,
                                        dataset,
                                        provenance))
                .hasMessageContaining("some-v0 exists");
        try (var inside = Files.list(directory.resolve("merpo"))) {
            assertThat(inside).hasSize(1);
        }
    }

    @Test
    void minariRefusesWhatItCannotHold() {
        Dataset torn = Samples.dataset(1, 5, new RowShape(4, 2, 3, 2));
        assertThatThrownBy(
                        () ->
                                MinariExport.write(
                                        directory,
                                        "merpo/torn-v0",
                                        Existing.REFUSE,
                                        torn,
                                        provenance))
                .hasMessageContaining("next_observations[0] differs from observations[1]");
        assertThatThrownBy(
                        () ->
                                MinariExport.write(
                                        directory, "m/x-v0", Existing.REFUSE, dataset, provenance))
                .hasMessageContaining("namespace of at least two");
    }
}
