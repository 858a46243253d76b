package merpo.datagen.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.ReferenceScores;

/** Minari's directories with HDF5 inside (datagen/README.md, "Other people's datasets"). */
final class MinariImport {
    static final String METADATA = "metadata.json";
    static final String DATA = "main_data.hdf5";
    private static final long LARGEST_METADATA = 16 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    /**
     * Without these Minari 0.5.3 itself does not load it; the spaces may follow from {@code
     * env_spec}.
     */
    static final List<String> REQUIRED =
            List.of(
                    "dataset_id",
                    "minari_version",
                    "data_format",
                    "total_episodes",
                    "total_steps",
                    "observation_space",
                    "action_space");

    private MinariImport() {}

    /** The folder that holds the metadata, if this is a dataset. */
    static Optional<Path> folder(Path path) {
        return Files.isRegularFile(path.resolve("data").resolve(METADATA))
                ? Optional.of(path.resolve("data"))
                : Files.isRegularFile(path.resolve(METADATA))
                        ? Optional.of(path)
                        : Optional.empty();
    }

    static Imported read(Path path, ImportOptions options) throws IOException {
        boolean alone = Files.isRegularFile(path);
        Path folder =
                alone
                        ? path.toAbsolutePath().getParent()
                        : folder(path)
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "data/metadata.json is missing. Name a directory of Minari, as in ~/.minari/datasets/NAME-v0"));
        JsonNode metadata = metadata(folder.resolve(METADATA));
        if (!alone) {
            requireLoadable(metadata);
        }
        Path data = alone ? path : folder.resolve(DATA);
        Ledger ledger = new Ledger();
        try (ForeignHdf5 file = ForeignHdf5.open(data)) {
            MinariEpisodes episodes = MinariEpisodes.read(file, metadata, ledger);
            Origin origin = origin(metadata);
            options.require(episodes.shape());
            LooseRows loose =
                    episodes.rows(
                            actionBounds(metadata),
                            options.environment().or(() -> origin.known(episodes.shape())),
                            ledger);
            int[] all = IntStream.range(0, loose.size()).toArray();
            Dataset dataset = loose.take(all, episodes.ends(loose), ledger);
            if (metadata.has(Carried.NAME)) {
                origin.carried =
                        Optional.of(Carried.restore(metadata.get(Carried.NAME), dataset, ledger));
            }
            return new Imported(
                    dataset,
                    origin.provenance(ForeignFormat.MINARI, data, options, dataset, ledger),
                    ledger.notes());
        }
    }

    private static JsonNode metadata(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return JSON.createObjectNode();
        }
        if (Files.size(file) > LARGEST_METADATA) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, more than any metadata"
                            .formatted(METADATA, Files.size(file)));
        }
        try {
            JsonNode metadata = JSON.readTree(file.toFile());
            String format = metadata.path("data_format").asText("hdf5");
            if (!format.equals("hdf5")) {
                throw new IllegalArgumentException(
                        "%s: \"data_format\" is \"%s\", must be \"hdf5\". Load it with Minari and save it so"
                                .formatted(METADATA, format));
            }
            return metadata;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s is no JSON: %s".formatted(METADATA, e.getOriginalMessage()), e);
        }
    }

    private static void requireLoadable(JsonNode metadata) {
        for (String key : REQUIRED) {
            boolean follows = key.endsWith("_space") && metadata.has("env_spec");
            if (!metadata.has(key) && !follows) {
                throw new IllegalArgumentException(
                        "%s lacks \"%s\", without which Minari does not load it. Add it, or name %s alone"
                                .formatted(METADATA, key, DATA));
            }
        }
    }

    /** A JSON text inside the JSON, as Minari stores spaces and specifications. */
    private static JsonNode inner(JsonNode metadata, String name) {
        try {
            return metadata.path(name).isTextual()
                    ? JSON.readTree(metadata.path(name).asText())
                    : metadata.path(name);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s: \"%s\" is no JSON: %s".formatted(METADATA, name, e.getOriginalMessage()),
                    e);
        }
    }

    private static JsonNode actionBounds(JsonNode metadata) {
        return inner(metadata, "action_space");
    }

    /** Ours are exported as version 0, because Minari wants one. */
    private static String environment(JsonNode specification) {
        String id = specification.path("id").asText(Origin.UNKNOWN);
        return specification.path("entry_point").asText().equals(MinariExport.ENTRY_POINT)
                ? id.replaceFirst("-v0$", "")
                : id;
    }

    private static Origin origin(JsonNode metadata) {
        Origin origin = new Origin();
        JsonNode specification = inner(metadata, "env_spec");
        origin.environment = environment(specification);
        origin.horizon = specification.path("max_episode_steps").asLong(0);
        origin.algorithm = metadata.path("algorithm_name").asText(Origin.UNKNOWN);
        double low = metadata.path("ref_min_score").asDouble(Double.NaN);
        double high = metadata.path("ref_max_score").asDouble(Double.NaN);
        if (high > low) {
            origin.reference = Optional.of(new ReferenceScores(low, high));
        }
        String name = metadata.path("dataset_id").asText("");
        for (Quality quality : Quality.values()) {
            if (name.matches(".*(^|[/_-])" + quality.text() + "([_-].*|$)")) {
                origin.quality = quality;
            }
        }
        return origin;
    }
}
