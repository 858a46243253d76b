package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the marker of a run directory says: what the directory is, whatever its other files look
 * like, and how and where it began. The settings there are those that every number of the run was
 * made with.
 *
 * @param root absolute, of the directory when it began
 * @param folder absolute, in which the command was given: what relative paths of it meant
 * @param settings text of the file that shows them to people; empty where there is none
 */
public record Mark(Kind kind, Path root, Path folder, String settings) {
    /** Says that a directory is ours; without it nothing is ever deleted or continued. */
    public static final String FILE = ".merpo-run";

    private static final String LAYOUT = "merpo run, layout 1\n";
    private static final String KIND = "kind";
    private static final String ROOT = "began as";
    private static final String FOLDER = "from";

    /** Of what has neither settings nor paths. */
    public static Mark of(Kind kind) {
        return new Mark(kind, Path.of(""), Path.of(""), "");
    }

    /** Of a directory of ours; empty where there is none. */
    public static Optional<Mark> read(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mark parse(String text) {
        int end = text.indexOf("\n\n");
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : (end < 0 ? text : text.substring(0, end)).split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                said.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return new Mark(
                kind(said.getOrDefault(KIND, "")),
                Path.of(said.getOrDefault(ROOT, "")),
                Path.of(said.getOrDefault(FOLDER, "")),
                end < 0 ? "" : text.substring(end + 2));
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (word.equals(word(kind))) {
                return kind;
            }
        }
        return Kind.UNSAID;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    String text() {
        StringBuilder text = new StringBuilder(LAYOUT);
        if (kind != Kind.UNSAID) {
            text.append(KIND).append(": ").append(word(kind)).append('\n');
        }
        if (!settings.isEmpty()) {
            text.append(ROOT).append(": ").append(root).append('\n');
            text.append(FOLDER).append(": ").append(folder).append('\n');
            text.append('\n').append(settings);
        }
        return text.toString();
    }

    /**
     * Where something may lie now that the run's settings name: where it lay as seen from the run,
     * which holds when both were moved; where it lay on this machine; where the name leads from
     * here.
     *
     * @param now of the run
     * @param named as a user once typed it
     */
    public List<Path> places(Path now, String named) {
        Path path = Path.of(named);
        List<Path> places = new ArrayList<>();
        if (root.isAbsolute()) {
            Path then = folder.resolve(path).normalize();
            places.add(now.toAbsolutePath().resolve(root.relativize(then)).normalize());
            places.add(then);
        }
        places.add(path);
        return places;
    }
}
