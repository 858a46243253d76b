package merpo.datagen.run;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Paths by as many of their last names as tell them apart. */
public final class ShortPaths {
    private ShortPaths() {}

    /**
     * By themselves; whole where no number of names tells them apart.
     *
     * @param least of names
     * @param spelt how names are written, which must tell them apart, too
     */
    public static Map<Path, String> of(
            Collection<Path> paths, int least, UnaryOperator<String> spelt) {
        Set<Path> different = new TreeSet<>(paths);
        int most = paths.stream().mapToInt(Path::getNameCount).max().orElse(0);
        for (int names = least; names <= Math.max(most, least); names++) {
            Map<Path, String> shorter = new LinkedHashMap<>();
            for (Path path : paths) {
                shorter.put(path, spelt.apply(last(path, names)));
            }
            if (shorter.values().stream().distinct().count() == different.size()) {
                return shorter;
            }
        }
        Map<Path, String> whole = new LinkedHashMap<>();
        paths.forEach(path -> whole.put(path, spelt.apply(path.toString())));
        return whole;
    }

    private static String last(Path path, int names) {
        int count = path.getNameCount();
        return count == 0
                ? path.toString()
                : path.subpath(Math.max(0, count - names), count).toString();
    }
}
