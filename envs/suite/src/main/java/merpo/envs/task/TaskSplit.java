package merpo.envs.task;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.FileReason;
import merpo.envs.storage.Resources;

/**
 * The tasks to learn from and the tasks to be tested on.
 *
 * @param environment id of the environment
 * @param seed seed of the draw
 * @param training first tasks of the draw
 * @param test last tasks of the draw; where a family has too few tasks, they are also trained on
 */
public record TaskSplit(String environment, long seed, List<Task> training, List<Task> test) {
    /** Seed of the fixed tasks: FOCAL's and PEARL's. */
    public static final long FIXED_SEED = 1337;

    private static final Pattern MISSING = Pattern.compile("creator property '(\\w+)'");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    public TaskSplit {
        if (environment == null || environment.isBlank()) {
            throw new IllegalArgumentException("TaskSplit.environment is missing; give the id");
        }
        training = present("training", training);
        test = present("test", test);
    }

    /**
     * The first {@code training} and the last {@code test} tasks of one draw of {@code training +
     * test}. A family that has fewer tasks gives what it has: forward and backward are both trained
     * on and tested on.
     */
    public static TaskSplit draw(TaskFamily family, int training, int test, long seed) {
        TaskDistribution.requireCount(training);
        TaskDistribution.requireCount(test);
        TaskDistribution tasks = family.tasks();
        int limit = tasks.size().orElse(Integer.MAX_VALUE);
        int wanted = Math.addExact(training, test);
        if (Math.max(training, test) > limit) {
            throw new IllegalArgumentException(
                    "%d training and %d test tasks asked for, but %s has only %d (%s)"
                            .formatted(training, test, family.id(), limit, tasks.description()));
        }
        List<Task> drawn = tasks.draw(Math.min(wanted, limit), seed);
        return new TaskSplit(
                family.id(),
                seed,
                drawn.subList(0, training),
                drawn.subList(drawn.size() - test, drawn.size()));
    }

    /**
     * The fixed tasks of a family: as many as the papers have, drawn once from seed 1337 and kept
     * beside the models, so that everybody trains and tests on the same ones.
     */
    public static TaskSplit fixed(TaskFamily family) {
        String name = family.family();
        String resource = "/merpo/tasks/" + name + ".json";
        try (InputStream stream = Resources.open(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "No fixed tasks of " + name + " are kept; draw them from a seed");
            }
            return parse(resource, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those that are used where nobody says which: the fixed ones, or, where none are kept, as many
     * as the family names, drawn from the same seed.
     */
    public static TaskSplit usual(TaskFamily family) {
        TaskDistribution tasks = family.tasks();
        return tasks.training() == 1 || !family.id().equals(family.family())
                ? draw(family, tasks.training(), tasks.test(), FIXED_SEED)
                : fixed(family);
    }

    /** Every task once: a family of few may test on those that it trains on. */
    public List<Task> all() {
        return Stream.concat(training.stream(), test.stream()).distinct().toList();
    }

    /** Writes JSON. After a crash the file is the old one or the new one, never half of one. */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, AtomicFile.Existing.REPLACE, JSON.writeValueAsBytes(this));
    }

    /** Reads what {@link #save} wrote. A damaged or foreign file is an error that says so. */
    public static TaskSplit load(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * As {@link #load(Path)}, of one family.
     *
     * @throws IOException where they are another's
     */
    public static TaskSplit load(Path file, TaskFamily family) throws IOException {
        TaskSplit split = load(file);
        if (!List.of(family.id(), family.family()).contains(split.environment())) {
            throw new IOException(
                    "%s holds tasks of %s, must be of %s. Draw some: ./merpo envs tasks %s --out FILE"
                            .formatted(file, split.environment(), family.id(), family.id()));
        }
        split.all().forEach(family.tasks()::require);
        return split;
    }

    private static TaskSplit parse(String file, byte[] bytes) throws IOException {
        try {
            TaskSplit split = JSON.readValue(bytes, TaskSplit.class);
            if (split == null) {
                throw foreign(file, "it says null", null);
            }
            return split;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String line = at == null ? "" : "line " + at.getLineNr() + ": ";
            throw foreign(file, line + reason(e), e);
        } catch (CharConversionException e) {
            throw foreign(file, e.getMessage(), e);
        }
    }

    /** In a user's words; the parser's speak of its types. */
    private static String reason(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return FileReason.syntax(e);
        }
        if (e.getCause() instanceof IllegalArgumentException law) {
            return law.getMessage();
        }
        String place =
                mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."));
        Matcher missing = MISSING.matcher(e.getOriginalMessage());
        if (missing.find()) {
            return missing.group(1) + " is missing";
        }
        return e instanceof UnrecognizedPropertyException
                ? place + " is not known"
                : (place.isEmpty() ? "the whole" : place) + " is missing or of another kind";
    }

    private static IOException foreign(String file, String reason, Exception cause) {
        return new IOException(
                file
                        + ": not a task split: "
                        + reason
                        + ". Expected environment, seed, training and test as ./merpo envs tasks"
                        + " writes them; draw the tasks again or restore the file",
                cause);
    }

    private static List<Task> present(String field, List<Task> tasks) {
        if (tasks == null || tasks.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "TaskSplit." + field + " is missing or has an empty entry; give a list");
        }
        return List.copyOf(tasks);
    }
}
