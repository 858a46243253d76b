package merpo.datagen.convert;

import java.util.Set;
import merpo.datagen.run.Memory;

/**
 * The heap that an import takes, counted from what the arrays claim before any of them is read:
 * each is held as loose rows and once more as a dataset, and unpacked beside itself while it is
 * read.
 */
final class HeapNeed {
    private static final Set<String> WIDE = Set.of("qpos", "qvel", "checkpoint_step");
    private static final Set<String> FLAGS =
            Set.of("terminals", "timeouts", "terminations", "truncations");

    private double kept;
    private double raw;
    private double largest;

    /** An array that becomes loose rows as soon as it was read. */
    void add(RowFile.Claim claim) {
        String name = claim.path().substring(claim.path().lastIndexOf('/') + 1);
        int bytes = WIDE.contains(name) ? Long.BYTES : FLAGS.contains(name) ? 1 : Float.BYTES;
        kept += claim.numbers() * bytes;
        largest = Math.max(largest, 2 * claim.numbers() * claim.bytes());
    }

    /** An array that is held as it was read until all are. */
    void addHeld(RowFile.Claim claim) {
        add(claim);
        raw += claim.numbers() * claim.bytes();
    }

    /** Fails unless this JVM may use so much. */
    void require() {
        double bytes = raw + Math.max(2 * kept, kept + largest);
        Memory.lacking(bytes)
                .ifPresent(
                        remedy -> {
                            throw new IllegalArgumentException(
                                    "reading its arrays takes " + remedy);
                        });
    }
}
