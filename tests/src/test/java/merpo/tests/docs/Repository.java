package merpo.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is written in this repository: pages and sources, nothing that is built or downloaded.
 *
 * @param texts by path from the root, with slashes
 */
record Repository(Map<String, String> texts) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern READ = Pattern.compile(".*\\.(java|md|py|yaml|yml)");

    /** A text, a character or a comment of Java, whichever begins first. */
    private static final Pattern TEXT_OR_COMMENT =
            Pattern.compile(
                    "\"\"\"[\\s\\S]*?\"\"\"|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'(?:\\\\.|[^'\\\\])++'"
                            + "|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

    static Repository read() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes ignored) {
                        String name = folder.getFileName().toString();
                        boolean module = Files.exists(folder.resolve("pom.xml"));
                        boolean outside =
                                name.startsWith(".")
                                        || name.equals("target")
                                        || (folder.getParent().equals(ROOT) && !module);
                        return outside && !folder.equals(ROOT)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes ignored)
                            throws IOException {
                        String path = ROOT.relativize(file).toString().replace('\\', '/');
                        if (READ.matcher(path).matches()) {
                            texts.put(path, Files.readString(file, StandardCharsets.UTF_8));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Repository(texts);
    }

    static Repository whole() {
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String page(String path) {
        return texts.get(path);
    }

    /** Paths that end so, {@code ".java"}. */
    List<String> paths(String end) {
        return texts.keySet().stream().filter(path -> path.endsWith(end)).toList();
    }

    /** Sources of the classes of this name, wherever they live; empty where there is none. */
    List<String> sources(String name) {
        return paths("/" + name + ".java").stream().map(texts::get).toList();
    }

    /** All comments of a Java source in one line, without stars. */
    static String comments(String source) {
        return TEXT_OR_COMMENT
                .matcher(source)
                .results()
                .map(found -> found.group())
                .filter(text -> text.startsWith("/"))
                .map(text -> text.replaceAll("(?m)^\\s*/?\\*+/?|^\\s*//|\\*/", " "))
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
    }

    /** All texts of a Java source, one a line. */
    static String literals(String source) {
        return TEXT_OR_COMMENT
                .matcher(source)
                .results()
                .map(found -> found.group())
                .filter(text -> text.startsWith("\""))
                .collect(Collectors.joining("\n"));
    }
}
