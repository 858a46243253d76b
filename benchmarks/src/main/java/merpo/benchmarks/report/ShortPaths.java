package merpo.benchmarks.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths by as many of their last names as tell them apart. */
final class ShortPaths {
    private ShortPaths() {}

    /** Of different paths, by themselves. */
    static Map<String, String> of(List<String> paths) {
        int most = paths.stream().mapToInt(path -> Path.of(path).getNameCount()).max().orElse(0);
        for (int names = 1; names <= most; names++) {
            Map<String, String> shorter = new LinkedHashMap<>();
            for (String path : paths) {
                shorter.put(path, last(Path.of(path), names));
            }
            if (shorter.values().stream().distinct().count() == paths.size()) {
                return shorter;
            }
        }
        Map<String, String> whole = new LinkedHashMap<>();
        paths.forEach(path -> whole.put(path, path));
        return whole;
    }

    private static String last(Path path, int names) {
        int count = path.getNameCount();
        return count == 0
                ? path.toString()
                : path.subpath(Math.max(0, count - names), count).toString();
    }
}
