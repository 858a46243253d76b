package merpo.datagen.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.datagen.run.Names;
import merpo.datagen.run.Refusal;
import merpo.envs.Spelling;

/**
 * Why a text in YAML or JSON does not make a record, in a user's words: which value, in which line,
 * and what it must be. The parser's own words speak of its types.
 */
public final class Misread {
    private static final Pattern MISSING = Pattern.compile("creator property '(\\w+)'");
    private static final Pattern TWICE = Pattern.compile("Duplicate field '(\\w+)'");
    private static final Pattern RECORD = Pattern.compile("(?:[A-Z]\\w*\\.)+(?=[a-z])");
    private static final Pattern KINDS = Pattern.compile("known type ids = \\[([^\\]]*)\\]");
    static final String WHOLE = "the whole";
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final int SHOWN = 40; // letters of a value

    private final ObjectMapper mapper;
    private final String text;

    private Misread(ObjectMapper mapper, String text) {
        this.mapper = mapper;
        this.text = text;
    }

    /**
     * A record from a text; what does not fit is refused.
     *
     * @param place file that the text is from, for messages
     * @throws IllegalArgumentException that names place, line, value and law
     */
    public static <T> T read(String place, String text, ObjectMapper mapper, Class<T> type) {
        return read(place, text, mapper, type, UnaryOperator.identity());
    }

    /** The same with what the text leaves unsaid. */
    static <T> T read(
            String place,
            String text,
            ObjectMapper mapper,
            Class<T> type,
            UnaryOperator<JsonNode> completion) {
        String own = text.startsWith("\uFEFF") ? text.substring(1) : text; // a mark of editors
        try {
            JsonNode said = mapper.readTree(own);
            JsonNode all = completion.apply(said);
            T read =
                    own.isBlank()
                            ? null
                            : all.equals(said)
                                    ? mapper.readValue(own, type)
                                    : mapper.treeToValue(all, type);
            if (read == null) {
                throw new IllegalArgumentException(place + ": it is empty");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    place + ": " + new Misread(mapper, own).reason(e), e);
        }
    }

    /**
     * A record from a file that we wrote; what does not fit is refused.
     *
     * @param remedy what to do about it, a sentence
     * @throws Refusal that names place, line, value, law and remedy
     */
    public static <T> T file(Path file, ObjectMapper mapper, Class<T> type, String remedy)
            throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            return read(file.toString(), text, mapper, type);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ". " + remedy, e);
        }
    }

    /** The same of values that are read already. */
    static String reason(JsonProcessingException e, ObjectMapper mapper, JsonNode tree) {
        return new Misread(mapper, tree.toString()).reason(e).replaceFirst("^line \\d+, ", "");
    }

    private String reason(JsonProcessingException e) {
        Throwable made = e.getCause();
        if (made instanceof IllegalArgumentException && made.getMessage() != null) {
            return e instanceof JsonMappingException of
                    ? named(path(of), made.getMessage())
                    : made.getMessage();
        }
        boolean large =
                e instanceof InputCoercionException || made instanceof InputCoercionException;
        if (!large && made instanceof StreamReadException broken) {
            return syntax(broken);
        }
        if (!(e instanceof JsonMappingException mapping)) {
            return syntax(e);
        }
        String path = path(mapping);
        Matcher missing = MISSING.matcher(String.valueOf(e.getOriginalMessage()));
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            List<String> names = known.stream().map(String::valueOf).sorted().toList();
            return "%s%s is not known%s. There are: %s"
                    .formatted(
                            line(path),
                            path,
                            Names.suggestion(unknown.getPropertyName(), names),
                            String.join(", ", names));
        }
        if (missing.find()) {
            String name = path.endsWith(missing.group(1)) ? path : join(path, missing.group(1));
            return "%s%s is missing or null%s"
                    .formatted(line(path), name, misspelt(name, missing.group(1)));
        }
        Matcher kinds = KINDS.matcher(String.valueOf(e.getOriginalMessage()));
        if (kinds.find()) {
            return "%s%s.kind must be one of %s".formatted(line(path), path, kinds.group(1));
        }
        JsonNode value = value(path);
        return "%s%s is %s, must be %s"
                .formatted(
                        line(path),
                        path.isEmpty() ? WHOLE : path,
                        shown(value),
                        large ? "a smaller whole number" : law(e));
    }

    /** A law of the record itself, which knows its class and not where it stands. */
    private static String named(String path, String law) {
        Matcher own = RECORD.matcher(law);
        return own.lookingAt() ? join(path, law.substring(own.end())) : law;
    }

    /** A value beside it whose name is nearly the one that is missing. */
    private String misspelt(String path, String name) {
        List<String> there = new ArrayList<>();
        value(path.substring(0, Math.max(0, path.length() - name.length() - 1)))
                .fieldNames()
                .forEachRemaining(there::add);
        return there.contains(name)
                ? ""
                : Spelling.nearest(name, there).map(" (\"%s\" is there)"::formatted).orElse("");
    }

    private static String syntax(JsonProcessingException e) {
        String where =
                e.getLocation() == null
                        ? ""
                        : "line %d, column %d: "
                                .formatted(
                                        e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        return where
                + (twice.lookingAt()
                        ? "%s stands twice in its group; keep one".formatted(twice.group(1))
                        : "it cannot be read on from here: a bracket, quote, colon or space is amiss");
    }

    /** What a value of the expected type looks like. */
    private static String law(JsonProcessingException e) {
        Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
        if (type == null) {
            return "another kind of value";
        }
        if (type == double.class || type == Double.class || type == float.class) {
            return "a number";
        }
        if (type == int.class || type == long.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of " + Names.listed(names(type));
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type == String.class ? "a text" : "a group of values by name";
    }

    /** The constants as a text names them. */
    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> PLAIN.valueToTree(constant).asText())
                .toList();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name =
                    step.getFieldName() != null
                            ? step.getFieldName()
                            : Integer.toString(step.getIndex());
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
        return path.toString();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private JsonNode value(String path) {
        try {
            return mapper.readTree(text).at(pointer(path));
        } catch (IOException e) {
            return mapper.missingNode();
        }
    }

    static String shown(JsonNode value) {
        String text = value.isTextual() ? '"' + value.asText() + '"' : value.toString();
        return value.isMissingNode()
                ? "not right"
                : text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    private static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace('.', '/');
    }

    /** Where a value stands, as the beginning of a message; empty where that is not known. */
    private String line(String path) {
        try (JsonParser parser = mapper.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (!path.isEmpty()
                        && parser.getParsingContext()
                                .pathAsPointer()
                                .toString()
                                .equals(pointer(path))) {
                    return "line %d, ".formatted(parser.currentTokenLocation().getLineNr());
                }
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }
}
