package merpo.benchmarks.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.datagen.run.Memory;

/** What a run is and how far it is, in one line each; what is unknown is left out. */
final class Headline {
    private static final double SILENCE = 30; // seconds
    private static final String DOT = " · ";

    private Headline() {}

    /** {@code mine · rac · walker2d-params · seed 3}. */
    static String title(RunTables tables) {
        RunTables.Plan plan = tables.plan();
        return Stream.of(
                        tables.name(),
                        plan.algorithm(),
                        plan.environment(),
                        plan.seed().isEmpty() ? "" : "seed " + plan.seed())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(DOT));
    }

    /** Where, how far, how fast: {@code step 120 of 500 (24 %) · 8.1 steps/s · 47 s left}. */
    static String status(RunTables tables) {
        long step = tables.progress().step();
        if (step < 0 && !tables.progress().stage().isEmpty()) {
            return tables.progress().stage();
        }
        long steps = tables.plan().steps();
        double speed = tables.progress().stepsPerSecond();
        List<String> parts = new ArrayList<>();
        String total = steps < 0 ? "" : " of " + steps;
        String share = steps > 0 && step >= 0 ? " (" + 100 * step / steps + " %)" : "";
        parts.add(step < 0 ? "no step yet" + total : "step " + step + total + share);
        if (steps >= 0 && step >= steps) {
            parts.add("done");
        } else if (speed > 0) {
            parts.add(Shown.number(speed) + " steps/s");
            if (steps >= 0) {
                parts.add(Shown.duration((steps - step) / speed) + " left");
            }
        }
        if (tables.residentBytes() >= 0) {
            parts.add(Memory.mebibytes(tables.residentBytes()));
        }
        double silent = tables.progress().silentSeconds();
        if (silent > SILENCE && step != steps) {
            parts.add("last row " + Shown.duration(silent) + " ago");
        }
        return String.join(DOT, parts);
    }
}
