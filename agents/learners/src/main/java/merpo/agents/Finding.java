package merpo.agents;

import java.util.List;

/**
 * What a trained learner is asked once, at its end: a table of its run directory, from which a
 * report may draw.
 *
 * @param name of the file, without its ending
 * @param rows as long as {@code columns} each
 */
public record Finding(String name, List<String> columns, List<List<Double>> rows) {
    public Finding {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Double> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %d numbers in \"%s\", which has %d columns"
                                .formatted(row.size(), name, columns.size()));
            }
        }
    }
}
