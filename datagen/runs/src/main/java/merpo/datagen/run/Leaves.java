package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import merpo.datagen.storage.FileDigest;
import merpo.datagen.storage.Safetensors;

/**
 * Whether files that a finished work left are there, whole, and those that it left: {@value #FILE}
 * keeps their digests, in lines that {@code sha256sum --check} reads too. A run that was begun by a
 * version without it is not held against any.
 */
public final class Leaves {
    static final String FILE = "stages.sha256";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    private Leaves() {}

    /** Keeps the digests of files as they are now. */
    static void seal(Path root, List<String> names) {
        Map<String, String> sealed = sealed(root);
        try {
            for (String name : names) {
                if (Files.isRegularFile(root.resolve(name))) {
                    sealed.put(name, FileDigest.sha256(root.resolve(name)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicText.write(
                root.resolve(FILE),
                sealed.entrySet().stream()
                        .map(leaf -> leaf.getValue() + "  " + leaf.getKey() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The first that is missing, damaged or another, in words; empty where none is. */
    public static Optional<String> flaw(Path root, List<String> names) {
        Map<String, String> sealed = sealed(root);
        return names.stream()
                .flatMap(name -> flaw(root, name, sealed.get(name)).stream())
                .findFirst();
    }

    private static Optional<String> flaw(Path root, String name, String sealed) {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.of(name + " is missing");
        }
        try {
            if (sealed != null && sealed.equals(FileDigest.sha256(file))) {
                return Optional.empty();
            }
            if (name.endsWith(".safetensors")) {
                var unused = Safetensors.read(file);
            } else if (name.endsWith(".csv")) {
                var unused = CsvTable.read(file);
            }
            return Optional.ofNullable(sealed)
                    .map(digest -> name + " is not the file that was made here");
        } catch (IOException | Refusal e) {
            return Optional.of(name + " is damaged");
        }
    }

    /** Digests by name, in the order of names. */
    private static Map<String, String> sealed(Path root) {
        Map<String, String> sealed = new TreeMap<>();
        Path file = root.resolve(FILE);
        try {
            if (Files.isRegularFile(file)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                for (Matcher line :
                        text.lines().map(LINE::matcher).filter(Matcher::matches).toList()) {
                    sealed.put(line.group(2), line.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealed;
    }
}
