package merpo.benchmarks.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a page is made of. Its scripts are modules that import one another by name; each
 * travels as a data URL in the page's import map, so that a file opened from a disk needs no
 * server.
 */
final class PageSource {
    private static final String FOLDER = "/merpo/replay/";

    private static final List<String> OURS =
            List.of(
                    "curves", "ground", "main", "picture", "player", "point", "robot", "stage",
                    "theme", "track", "world");

    private PageSource() {}

    static String template() {
        return text("page.html");
    }

    static String style() {
        return text("page.css");
    }

    /** Data URLs of all modules, by the name under which they are imported. */
    static Map<String, String> modules() {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put("three/core", url(text("three/three.core.min.js")));
        modules.put(
                "three", // a data URL has no neighbours
                url(
                        text("three/three.module.min.js")
                                .replace("./three.core.min.js", "three/core")));
        modules.put("three/orbit", url(text("three/OrbitControls.js")));
        for (String name : OURS) {
            modules.put("merpo/" + name, url(text(name + ".js")));
        }
        return modules;
    }

    private static String url(String script) {
        return "data:text/javascript;base64,"
                + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String name) {
        try (InputStream in = PageSource.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
