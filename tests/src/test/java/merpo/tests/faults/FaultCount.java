package merpo.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.envs.storage.AtomicFile;

/**
 * What came of faults of one kind.
 *
 * @param detected named by a message; of kills, those that left unfinished files, which the next
 *     run cleared
 * @param harmless nothing to mend
 * @param lost silently wrong, crashed, or not brought back
 */
record FaultCount(String fault, int tried, int detected, int harmless, int lost) {
    private static final String HEADER = "fault,tried,detected,harmless,lost";

    /** This and another, together. */
    FaultCount and(FaultCount other, String name) {
        return new FaultCount(
                name,
                tried + other.tried,
                detected + other.detected,
                harmless + other.harmless,
                lost + other.lost);
    }

    /** Prints it, and puts its row into the table {@code -Dmerpo.faults.csv}, if there is one. */
    void report() throws IOException {
        System.out.println("faults: " + this);
        String table = System.getProperty("merpo.faults.csv", "");
        if (table.isEmpty()) {
            return;
        }
        Path file = Path.of(table);
        List<String> lines =
                new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of(HEADER));
        lines.removeIf(line -> line.startsWith(fault + ","));
        lines.add("%s,%d,%d,%d,%d".formatted(fault, tried, detected, harmless, lost));
        AtomicFile.write(file, AtomicFile.Existing.REPLACE, String.join("\n", lines).concat("\n"));
    }
}
