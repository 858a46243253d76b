package merpo.benchmarks.figure;

import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.run.CsvTable;

/**
 * What the ends of the scale of scores mean in one run: 0 is the random policy, 1 the best that is
 * known.
 */
public enum Scale {
    /** The environment knows the best return of each task. */
    EXACT("the exact optimum", "exact optimum"),
    /** It does not: the behaviour policy at the end of its training stands for it. */
    TRAINED("SAC at the end of its training", "SAC at the end of its training");

    private static final String REFERENCE = "behaviour/reference.csv";

    private final String one;
    private final String label;

    Scale(String one, String label) {
        this.one = one;
        this.label = label;
    }

    /** Of a run: exact unless its references say that the best is what was trained. */
    public static Scale of(Path run) {
        Path file = run.resolve(REFERENCE);
        if (!Files.isRegularFile(file)) {
            return EXACT;
        }
        CsvTable table = CsvTable.read(file).require("best", "trained");
        boolean trained =
                table.rows().stream().allMatch(row -> row.text("best").equals(row.text("trained")));
        return trained && !table.rows().isEmpty() ? TRAINED : EXACT;
    }

    /** What a score of 1 means, within a sentence. */
    public String one() {
        return one;
    }

    /** What a person reads for a policy; the best is called what it is. */
    public String label(String policy) {
        return policy.equals("optimum") ? label : Policy.label(policy);
    }
}
