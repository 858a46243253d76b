package merpo.datagen.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.hdf5.AttributeValue;
import merpo.datagen.hdf5.Hdf5Export;
import merpo.envs.storage.AtomicFile.Existing;

/**
 * A dataset of Minari 0.5.3: {@code <root>/<id>/data} with metadata and one HDF5 group per episode,
 * T + 1 observations each. Infos have T + 1 rows too, the last of them NaN: our rows do not keep
 * the state after the last step.
 */
public final class MinariExport {
    private static final String VERSION = "0.5.3";
    private static final Pattern ID =
            Pattern.compile("(?:[A-Za-z0-9_-]{2,}/)*[A-Za-z0-9_-]*[A-Za-z0-9_]-v\\d+");
    static final String ENTRY_POINT = "merpo:Environment"; // in Java: nothing to import
    private static final ObjectMapper JSON = new ObjectMapper();

    private MinariExport() {}

    /** Such as {@code merpo/half-cheetah-vel/medium-task-3-v0}. */
    public static String defaultId(Provenance provenance) {
        String environment =
                provenance
                        .environment()
                        .id()
                        .replaceAll("[^A-Za-z0-9_-]+", "-")
                        .toLowerCase(Locale.ROOT);
        return String.format(
                Locale.ROOT,
                "merpo/%s/%s-task-%d-v0",
                environment.length() < 2 ? "environment" : environment,
                provenance.quality().quality().text(),
                provenance.task().index());
    }

    /**
     * Writes the dataset below Minari's root.
     *
     * @param id as Minari's {@code load_dataset} takes it
     * @return the directory of the dataset
     */
    public static Path write(
            Path root, String id, Existing existing, Dataset dataset, Provenance provenance) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the Minari id is \"%s\", must be like namespace/name-v0: letters, digits, _ and -, a namespace of at least two, a version at the end"
                            .formatted(id));
        }
        requireHolds(dataset);
        Path target = root.resolve(id);
        DirectoryPublisher.publish(
                target,
                existing,
                temporary -> {
                    Path data = Files.createDirectories(temporary.resolve("data"));
                    episodes(data.resolve(MinariImport.DATA), dataset);
                    long bytes = Files.size(data.resolve(MinariImport.DATA));
                    Files.writeString(
                            data.resolve(MinariImport.METADATA),
                            metadata(id, dataset, provenance, bytes));
                });
        return target;
    }

    /** Minari has one observation between two steps, so ours must agree there. */
    private static void requireHolds(Dataset dataset) {
        int width = dataset.shape().observation();
        for (Episode episode : dataset.episodes()) {
            for (int row = episode.start(); row + 1 < episode.end(); row++) {
                if (!Arrays.equals(
                        dataset.nextObservations(),
                        row * width,
                        (row + 1) * width,
                        dataset.observations(),
                        (row + 1) * width,
                        (row + 2) * width)) {
                    throw new IllegalArgumentException(
                            "next_observations[%d] differs from observations[%d] within episode %d, but Minari keeps only one of them. Convert to d4rl instead"
                                    .formatted(row, row + 1, episode.id()));
                }
            }
        }
    }

    private static void episodes(Path file, Dataset dataset) {
        Hdf5Export.write(
                file,
                to -> {
                    for (Episode episode : dataset.episodes()) {
                        episode(to, dataset, episode);
                    }
                });
    }

    private static void episode(Hdf5Export to, Dataset dataset, Episode episode) {
        String group = "episode_" + episode.id();
        int start = episode.start();
        int end = episode.end();
        long steps = episode.length();
        RowShape shape = dataset.shape();
        to.group(group);
        to.attribute(group, "id", new AttributeValue.Whole(episode.id()));
        to.attribute(group, "total_steps", new AttributeValue.Whole(steps));
        to.floats(
                group + "/observations",
                withLast(dataset, episode),
                steps + 1,
                shape.observation());
        to.floats(
                group + "/actions",
                Arrays.copyOfRange(dataset.actions(), start * shape.action(), end * shape.action()),
                steps,
                shape.action());
        to.floats(group + "/rewards", Arrays.copyOfRange(dataset.rewards(), start, end), steps);
        to.flags(
                group + "/terminations",
                Arrays.copyOfRange(dataset.terminals(), start, end),
                steps);
        to.flags(group + "/truncations", Arrays.copyOfRange(dataset.timeouts(), start, end), steps);
        to.group(group + "/infos");
        infos(to, group + "/infos/", dataset, episode);
    }

    private static void infos(Hdf5Export to, String place, Dataset dataset, Episode episode) {
        int start = episode.start();
        int end = episode.end();
        long rows = episode.length() + 1L;
        RowShape shape = dataset.shape();
        if (shape.positions() > 0) {
            double[] all = dataset.positions();
            to.doubles(
                    place + "qpos",
                    open(all, start, end, shape.positions()),
                    rows,
                    shape.positions());
        }
        if (shape.velocities() > 0) {
            double[] all = dataset.velocities();
            to.doubles(
                    place + "qvel",
                    open(all, start, end, shape.velocities()),
                    rows,
                    shape.velocities());
        }
        float[] logProbs = Arrays.copyOfRange(dataset.actionLogProbs(), start, end + 1);
        logProbs[end - start] = Float.NaN;
        to.floats(place + "action_log_probs", logProbs, rows);
        long[] checkpoints = Arrays.copyOfRange(dataset.checkpointSteps(), start, end + 1);
        checkpoints[end - start] = checkpoints[end - start - 1];
        to.longs(place + "checkpoint_step", checkpoints, rows);
    }

    /** Rows of the episode and one more of NaN. */
    private static double[] open(double[] all, int start, int end, int width) {
        double[] rows = Arrays.copyOfRange(all, start * width, (end + 1) * width);
        Arrays.fill(rows, (end - start) * width, rows.length, Double.NaN);
        return rows;
    }

    private static float[] withLast(Dataset dataset, Episode episode) {
        int width = dataset.shape().observation();
        float[] rows =
                Arrays.copyOfRange(
                        dataset.observations(),
                        episode.start() * width,
                        (episode.end() + 1) * width);
        System.arraycopy(
                dataset.nextObservations(),
                (episode.end() - 1) * width,
                rows,
                episode.length() * width,
                width);
        return rows;
    }

    private static String metadata(String id, Dataset dataset, Provenance provenance, long bytes) {
        ObjectNode json = JSON.createObjectNode();
        json.put("dataset_id", id);
        json.put("minari_version", VERSION);
        json.put("data_format", "hdf5");
        json.put("total_episodes", dataset.episodes().size());
        json.put("total_steps", dataset.size());
        json.put("dataset_size", Math.round(bytes / 1e5) / 10.0);
        json.put("observation_space", box(dataset.shape().observation(), "-Infinity", "Infinity"));
        json.put("action_space", box(dataset.shape().action(), "-1.0", "1.0"));
        json.put("env_spec", specification(provenance));
        json.put("algorithm_name", provenance.behavior().algorithm());
        json.put("description", description(provenance));
        json.set("author", JSON.valueToTree(List.of("merpo " + provenance.software().version())));
        json.put("code_permalink", "");
        json.set("requirements", JSON.createArrayNode());
        provenance
                .quality()
                .reference()
                .ifPresent(
                        reference -> {
                            json.put("ref_min_score", reference.min());
                            json.put("ref_max_score", reference.max());
                            json.put(
                                    "num_episodes_average_score",
                                    provenance
                                            .behavior()
                                            .evaluation()
                                            .map(e -> e.episodes())
                                            .orElse(1L));
                        });
        json.put("merpo_rows_sha256", Export.rowsSha256(dataset));
        json.set("merpo_task_parameters", JSON.valueToTree(provenance.task().parameters()));
        json.set(Carried.NAME, Carried.of(dataset, provenance));
        return json.toPrettyString() + "\n";
    }

    private static String description(Provenance provenance) {
        return "Task %d of %s, %s data, written by merpo %s. Infos hold the state before each step; their last row is not recorded (NaN)."
                .formatted(
                        provenance.task().index(),
                        provenance.environment().id(),
                        provenance.quality().quality().text(),
                        provenance.software().version());
    }

    /** Python's JSON writes infinities as bare words; only it and Minari read this. */
    private static String box(int width, String low, String high) {
        String lows = String.join(", ", java.util.Collections.nCopies(width, low));
        String highs = String.join(", ", java.util.Collections.nCopies(width, high));
        return "{\"type\": \"Box\", \"dtype\": \"float32\", \"shape\": [%d], \"low\": [%s], \"high\": [%s]}"
                .formatted(width, lows, highs);
    }

    private static String specification(Provenance provenance) {
        ObjectNode json = JSON.createObjectNode();
        String name = provenance.environment().id().replaceAll("[^A-Za-z0-9_.:-]+", "-");
        json.put("id", name.matches(".*-v\\d+") ? name : name + "-v0");
        json.put("entry_point", ENTRY_POINT);
        json.putNull("reward_threshold");
        json.put("nondeterministic", false);
        json.put("max_episode_steps", provenance.environment().maxEpisodeSteps());
        json.put("order_enforce", true);
        json.put("disable_env_checker", true);
        json.set("kwargs", JSON.createObjectNode());
        ArrayNode none = JSON.createArrayNode();
        json.set("additional_wrappers", none);
        json.putNull("vector_entry_point");
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
