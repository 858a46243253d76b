package merpo.datagen.convert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody else's file of arrays with names, each with a row per transition. */
interface RowFile extends AutoCloseable {
    /**
     * What an array claims to be, before it is read.
     *
     * @param shape of which the first number counts rows
     * @param bytes of one number
     */
    record Claim(String path, List<Long> shape, int bytes) {
        public Claim {
            shape = List.copyOf(shape);
        }

        long rows() {
            return shape.isEmpty() ? 1 : shape.get(0);
        }

        double numbers() {
            return shape.stream().mapToDouble(size -> size).reduce(1, (a, b) -> a * b);
        }
    }

    /** Names at the root. */
    Set<String> names();

    boolean has(String path);

    Optional<Claim> claim(String path);

    Optional<ForeignArray> optional(String path);

    /** A text that stands alone. */
    Optional<String> text(String path);

    /** A text among the attributes of the file. */
    Optional<String> attribute(String name);

    @Override
    void close();

    default ForeignArray array(String path) {
        return optional(path)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "dataset \"%s\" is missing; there are %s. Add it under this name"
                                                .formatted(path, names())));
    }

    /** How many rows most of these arrays have; the others are at fault. */
    default int rows(String... paths) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        Arrays.stream(paths)
                .flatMap(path -> claim(path).stream())
                .forEach(claim -> counts.merge(claim.rows(), 1, Integer::sum));
        long rows =
                counts.entrySet().stream()
                        .max(Comparator.comparingInt(Map.Entry::getValue))
                        .map(Map.Entry::getKey)
                        .orElse(0L);
        return (int) Math.min(rows, Integer.MAX_VALUE);
    }
}
