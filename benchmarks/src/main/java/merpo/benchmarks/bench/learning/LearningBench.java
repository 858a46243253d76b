package merpo.benchmarks.bench.learning;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.Column;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.PeerRun;
import merpo.benchmarks.bench.Run;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.Work;
import merpo.datagen.process.ProgramException;

/**
 * Time of learning updates. All that is timed is ready before the first round, then takes turns.
 *
 * @param works of ours, in the order of the table; the matrix products tell what could be reached
 */
public record LearningBench(List<LearningWork> works, Bench<LearningCell> bench) {
    private static final String OURS = LearningContender.MERPO.text();

    public LearningBench {
        works = List.copyOf(works);
    }

    /**
     * @param without Python libraries that are left out
     * @param directory where peers work
     */
    public static LearningBench of(
            List<LearningWork> works,
            Set<LearningContender> without,
            int rounds,
            double seconds,
            Path directory) {
        return new LearningBench(
                works,
                new Bench<>(
                        "learning",
                        List.of("case", "threads"),
                        OURS,
                        Stream.of(LearningContender.values())
                                .filter(who -> !without.contains(who))
                                .map(who -> new Learning(who, directory))
                                .toList(),
                        List.of(
                                Column.best("best_ms"),
                                Column.median("median_ms"),
                                new Column<>("gflop_per_s", (m, all) -> gigaflops(m, "%.3f", "")),
                                new Column<>(
                                        "peak_share",
                                        (m, all) -> text(LearningCell.share(m, all), "%.3f", "")),
                                Column.rounds("rounds_ms")),
                        List.of(
                                new Column<>(
                                        "GFLOP/s",
                                        (work, all) ->
                                                Measurement.best(all, work, OURS)
                                                        .map(m -> gigaflops(m, "%.1f", "-"))
                                                        .orElse("-")),
                                new Column<>(
                                        "peak",
                                        (work, all) ->
                                                Measurement.best(all, work, OURS)
                                                        .map(m -> LearningCell.share(m, all))
                                                        .map(share -> text(share, "%.2f", "-"))
                                                        .orElse("-"))),
                        rounds,
                        seconds));
    }

    private static String gigaflops(Measurement m, String format, String missing) {
        return text(
                LearningCell.flops(m).stream().map(flops -> flops / 1e9).findFirst(),
                format,
                missing);
    }

    private static String text(OptionalDouble value, String format, String missing) {
        return value.isEmpty() ? missing : String.format(Locale.ROOT, format, value.getAsDouble());
    }

    /** A contender in a directory. */
    private record Learning(LearningContender who, Path directory)
            implements Contender<LearningCell> {
        @Override
        public String name() {
            return who.text();
        }

        @Override
        public String label() {
            return who.label();
        }

        /** Our other precision does what we do. */
        @Override
        public Optional<Work> beside(Work ours) {
            return who.ours() ? Optional.of(ours) : ours.same();
        }

        @Override
        public List<String> modes(LearningCell cell) {
            return who.does(cell.work()) ? List.of("") : List.of();
        }

        @Override
        public Run open(LearningCell cell, String mode) throws ProgramException {
            return new PeerRun(
                    who.open(cell.work().name(), cell.threads(), directory), who.warmUpSeconds());
        }
    }

    /** One of ours with all that it is compared with, or everything where none is named. */
    public static List<LearningWork> chosen(Collection<String> names) {
        names.forEach(LearningWork::named); // an unknown one is refused
        return LearningWork.all().stream()
                .filter(work -> names.isEmpty() || work.isPeak() || names.contains(work.name()))
                .toList();
    }

    /** Lines of the table. */
    public List<LearningCell> cells(int threads) {
        return works.stream().map(work -> new LearningCell(work, threads)).toList();
    }

    /** One measurement per contender and kind of work. */
    public List<Measurement> measure(int threads) {
        Stream<LearningCell> libraries =
                works.stream()
                        .flatMap(LearningBench::compared)
                        .distinct()
                        .sorted()
                        .map(name -> new LearningCell(LearningWork.named(name), threads));
        List<LearningCell> ours = cells(threads);
        return bench.measure(ours, Stream.concat(libraries, ours.stream()).distinct().toList());
    }

    /** Names of the Python libraries' work that one of ours is compared with. */
    private static Stream<String> compared(LearningWork work) {
        return Stream.concat(
                        Stream.of(work.same()),
                        work.targets().stream()
                                .filter(LearningTarget.AtMost.class::isInstance)
                                .map(target -> ((LearningTarget.AtMost) target).work()))
                .filter(name -> !name.isEmpty());
    }

    /**
     * What was measured, and what was reached.
     *
     * @param load processes that wanted a core before, between and after the measurements
     */
    public Map<String, Object> facts(List<Measurement> all, List<Double> load) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("load", load);
        facts.put("python_packages", LearningContender.packages());
        Map<String, String> limits = new LinkedHashMap<>();
        for (LearningContender contender : LearningContender.values()) {
            if (!contender.limits().isEmpty()) {
                limits.put(contender.text(), contender.limits());
            }
        }
        facts.put("contenders", limits);
        facts.put("cases", works.stream().map(LearningBench::counted).toList());
        facts.put(
                "results",
                all.stream()
                        .map(m -> ((LearningCell) m.work()).threads())
                        .distinct()
                        .map(threads -> results(threads, all))
                        .toList());
        return facts;
    }

    private static Map<String, Object> counted(LearningWork work) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", work.name());
        row.put("what", work.text());
        if (work.flops() > 0) {
            row.put("gflop_per_update", thousandths(work.flops() / 1e9));
        }
        return row;
    }

    private Map<String, Object> results(int threads, List<Measurement> all) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("threads", threads);
        LearningCell.peak(threads, all)
                .ifPresent(peak -> row.put("peak_gflop_per_s", thousandths(peak / 1e9)));
        Map<String, String> targets = new LinkedHashMap<>();
        for (Work cell : cells(threads)) {
            if (!cell.targets().isEmpty()) {
                targets.put(cell.names().get(0).toString(), Target.verdicts(cell, OURS, all));
            }
        }
        row.put("targets", targets);
        return row;
    }

    private static double thousandths(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    /** What a reader must know beside the numbers. */
    public List<String> notes() {
        return Stream.concat(
                        Stream.of(
                                "Milliseconds per update and task, the best of %d interleaved rounds of %s s; ratios are ours over theirs."
                                        .formatted(bench.rounds(), bench.seconds()),
                                "An update draws its batch from a replay buffer and takes a step of every network. Operations: matrix",
                                "products only; peak: the fastest matrix product through the same engine."),
                        works.stream()
                                .map(work -> "  %-13s %s".formatted(work.name(), work.text())))
                .toList();
    }
}
