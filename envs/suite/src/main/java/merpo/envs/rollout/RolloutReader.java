package merpo.envs.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import merpo.envs.storage.FileReason;
import merpo.envs.task.Task;

/** Reads one rollout file and holds its fields against each other. Passes over unknown fields. */
final class RolloutReader {
    static final int MOST_BYTES = 32 << 20;
    private static final int DEEPEST = 16; // brackets within brackets
    private static final List<String> CASE = List.of("id", "task", "qpos", "qvel", "actions");
    private static final List<String> RECORDING =
            List.of("observations", "rewards", "terminated", "truncated");

    /** Tokens such as NaN are let in, so that they are refused with their place. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build();

    private final Path path;
    private final JsonParser in;
    private final StrictJson values;
    private final Set<String> seen = new LinkedHashSet<>();

    private String id;
    private Task task;
    private OptionalInt horizon = OptionalInt.empty();
    private double[] qpos;
    private double[] qvel;
    private double[][] actions;
    private double[][] observations;
    private double[] rewards;
    private boolean[] terminated;
    private boolean[] truncated;

    private RolloutReader(Path path, JsonParser in) {
        this.path = path;
        this.in = in;
        values = new StrictJson(path, in);
    }

    static RolloutFile read(Path path) throws IOException {
        try (JsonParser in = JSON.createParser(load(path))) {
            RolloutReader reader = new RolloutReader(path, in);
            reader.readFields();
            return reader.verified();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IOException(
                    "%s, line %d: not a rollout in JSON: %s. Restore the file or record it again"
                            .formatted(path, line, FileReason.syntax(e)),
                    e);
        } catch (CharConversionException e) {
            throw new IOException(
                    "%s: not a text in UTF-8: %s. Restore the file or record it again"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private static byte[] load(Path path) throws IOException {
        byte[] text;
        try (InputStream stream = Files.newInputStream(path)) {
            text = stream.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be read: %s. Name a rollout file".formatted(path, FileReason.of(e)),
                    e);
        }
        if (text.length > MOST_BYTES) {
            throw new IOException(
                    "%s has more than %d bytes, the most that a rollout may have. Record fewer steps"
                            .formatted(path, MOST_BYTES));
        }
        return text;
    }

    private void readFields() throws IOException {
        in.nextToken();
        values.object("the file");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            seen.add(field);
            in.nextToken();
            readField(field, '"' + field + '"');
        }
        if (in.nextToken() != null) {
            throw values.bad("after the object", "nothing", "Keep one rollout per file");
        }
    }

    private void readField(String field, String place) throws IOException {
        switch (field) {
            case "id" -> id = values.text(place);
            case "task" -> task = task(place);
            case "horizon" -> horizon = OptionalInt.of(values.count(place));
            case "qpos" -> qpos = values.numbers(place);
            case "qvel" -> qvel = values.numbers(place);
            case "actions" -> actions = values.rows(place);
            case "observations" -> observations = values.rows(place);
            case "rewards" -> rewards = values.numbers(place);
            case "terminated" -> terminated = values.flags(place);
            case "truncated" -> truncated = values.flags(place);
            default -> in.skipChildren();
        }
    }

    private Task task(String place) throws IOException {
        values.object(place);
        Map<String, List<Double>> parameters = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            double[] numbers = values.flattened(place + "." + name);
            parameters.put(name, Arrays.stream(numbers).boxed().toList());
        }
        try {
            return new Task(0, parameters);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ", " + place + ": " + e.getMessage(), e);
        }
    }

    private RolloutFile verified() throws IOException {
        requireFields(CASE);
        requireLength("actions", actions.length, Math.max(1, actions.length), "one per step");
        RolloutCase given = new RolloutCase(id, task, qpos, qvel, actions);
        if (RECORDING.stream().noneMatch(seen::contains)) {
            return new RolloutFile(path, given, horizon, Optional.empty());
        }
        requireFields(RECORDING);
        int steps = actions.length;
        requireLength(
                "observations", observations.length, steps + 1, "the start's and one per step");
        requireLength("rewards", rewards.length, steps, "one per action");
        requireLength("terminated", terminated.length, steps, "one per action");
        requireLength("truncated", truncated.length, steps, "one per action");
        Recording recorded = new Recording(observations, rewards, terminated, truncated);
        return new RolloutFile(path, given, horizon, Optional.of(recorded));
    }

    private void requireFields(List<String> expected) throws IOException {
        List<String> missing = expected.stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new IOException(
                    "%s: no %s; a rollout has %s, and one that was played also has %s. Record it again"
                            .formatted(path, missing, CASE, RECORDING));
        }
    }

    private void requireLength(String field, int length, int expected, String law)
            throws IOException {
        if (length != expected) {
            throw new IOException(
                    "%s, \"%s\": %d entries, must have %d: %s. Record it again"
                            .formatted(path, field, length, expected, law));
        }
    }
}
