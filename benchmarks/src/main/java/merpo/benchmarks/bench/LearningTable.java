package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import merpo.benchmarks.bench.learning.LearningTarget;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.benchmarks.bench.learning.LearningWork;

/** The measurements as a person reads them: a line per kind of work, best rounds and ratios. */
public final class LearningTable {
    private static final String ROW = "%-13s %7s %9s %9s %9s %9s %6s %6s %6s %8s %6s  %s";
    private static final String OURS = LearningContender.MERPO.text();
    private static final List<String> OTHERS =
            Stream.of(LearningContender.values())
                    .filter(contender -> contender != LearningContender.MERPO)
                    .map(LearningContender::text)
                    .toList();

    private LearningTable() {}

    /** What stands above the lines. */
    public static String header() {
        return ROW.formatted(
                "case",
                "threads",
                "merpo ms",
                "sb3 ms",
                "sbx ms",
                "d3rlpy ms",
                "/sb3",
                "/sbx",
                "/d3r",
                "GFLOP/s",
                "peak",
                "target");
    }

    /** One line. */
    public static String line(LearningWork work, int threads, List<LearningMeasurement> all) {
        Optional<LearningMeasurement> ours =
                LearningMeasurement.of(all, threads, OURS, work.name());
        List<Object> cells = new ArrayList<>(List.of(work.name(), threads));
        cells.add(ours.map(m -> milliseconds(m.best())).orElse("-"));
        for (String other : OTHERS) {
            cells.add(
                    LearningMeasurement.of(all, threads, other, work.same())
                            .map(m -> milliseconds(m.best()))
                            .orElse("-"));
        }
        for (String other : OTHERS) {
            cells.add(number(ratio(work, threads, other, work.same(), all), "%.2f"));
        }
        cells.add(
                ours.filter(m -> m.flops() > 0)
                        .map(m -> String.format(Locale.ROOT, "%.1f", m.flops() / 1e9))
                        .orElse("-"));
        cells.add(number(share(work, threads, all), "%.2f"));
        cells.add(verdict(work, threads, all));
        return ROW.formatted(cells.toArray()).stripTrailing();
    }

    /** Our time over another's; empty where one of them is missing. */
    static OptionalDouble ratio(
            LearningWork work,
            int threads,
            String contender,
            String theirs,
            List<LearningMeasurement> all) {
        Optional<LearningMeasurement> ours =
                LearningMeasurement.of(all, threads, OURS, work.name());
        Optional<LearningMeasurement> other =
                LearningMeasurement.of(all, threads, contender, theirs);
        return ours.isEmpty() || other.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.get().best() / other.get().best());
    }

    /** The fastest matrix product in operations per second; empty where none was measured. */
    static OptionalDouble peak(int threads, List<LearningMeasurement> all) {
        return LearningWork.all().stream()
                .filter(LearningWork::isPeak)
                .flatMap(work -> LearningMeasurement.of(all, threads, OURS, work.name()).stream())
                .mapToDouble(LearningMeasurement::flops)
                .max();
    }

    /** What our update makes of that; empty where its operations are not counted. */
    static OptionalDouble share(LearningWork work, int threads, List<LearningMeasurement> all) {
        Optional<LearningMeasurement> ours =
                LearningMeasurement.of(all, threads, OURS, work.name()).filter(m -> m.flops() > 0);
        OptionalDouble peak = peak(threads, all);
        return ours.isEmpty() || peak.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.get().flops() / peak.getAsDouble());
    }

    /** In words, a clause per target: "reached: ...", "missed: ...", "unknown: ...". */
    static String verdict(LearningWork work, int threads, List<LearningMeasurement> all) {
        return String.join(
                "; ", work.targets().stream().map(t -> verdict(t, work, threads, all)).toList());
    }

    private static String verdict(
            LearningTarget target, LearningWork work, int threads, List<LearningMeasurement> all) {
        if (target instanceof AtMost most) {
            OptionalDouble ratio = ratio(work, threads, most.contender(), most.work(), all);
            String law =
                    String.format(
                            Locale.ROOT,
                            "<= %.2f x %s's %s",
                            most.factor(),
                            most.contender(),
                            most.work());
            return clause(ratio, ratio.orElse(1) <= most.factor(), law);
        }
        double least = ((OfPeak) target).share();
        OptionalDouble share = share(work, threads, all);
        return clause(
                share,
                share.orElse(0) >= least,
                String.format(Locale.ROOT, ">= %.2f of the peak", least));
    }

    private static String clause(OptionalDouble value, boolean reached, String law) {
        return value.isEmpty()
                ? "unknown: " + law
                : String.format(
                        Locale.ROOT,
                        "%s: %.2f, %s",
                        reached ? "reached" : "missed",
                        value.getAsDouble(),
                        law);
    }

    /** What a reader must know beside the numbers. */
    public static List<String> notes(LearningBench bench) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Milliseconds per update and task, the best of %d interleaved rounds of %s s; ratios are ours over theirs."
                        .formatted(bench.rounds(), bench.seconds()));
        notes.add(
                "An update draws its batch from a replay buffer and takes a step of every network. Operations:");
        notes.add(
                "matrix products only, a multiply-add is 2; peak: the fastest matrix product through the same engine.");
        bench.works().forEach(work -> notes.add("  %-13s %s".formatted(work.name(), work.text())));
        return notes;
    }

    /** One sentence per contender that could not be measured. */
    public static List<String> failures(List<LearningMeasurement> all) {
        return all.stream()
                .filter(LearningMeasurement::failed)
                .map(LearningTable::failure)
                .distinct()
                .toList();
    }

    private static String failure(LearningMeasurement measurement) {
        String name = measurement.contender().text();
        String failure = measurement.failure();
        return failure.startsWith(name) ? failure : name + ": " + failure;
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String number(OptionalDouble value, String format) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, format, value.getAsDouble());
    }
}
