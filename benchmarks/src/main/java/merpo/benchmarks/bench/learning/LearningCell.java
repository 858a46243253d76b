package merpo.benchmarks.bench.learning;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.Unit;
import merpo.benchmarks.bench.Work;

/**
 * One line of the table.
 *
 * @param threads that each one's arithmetic has
 */
public record LearningCell(LearningWork work, int threads) implements Work {
    @Override
    public List<Object> names() {
        return List.of(work.name(), threads);
    }

    /** Milliseconds per update and task. */
    @Override
    public Unit unit() {
        return new Unit("ms", Unit.Better.LESS, 1000.0 / work.tasks(), 3);
    }

    @Override
    public Optional<Work> same() {
        return work.same().isEmpty() ? Optional.empty() : Optional.of(other(work.same()));
    }

    private LearningCell other(String name) {
        return new LearningCell(LearningWork.named(name), threads);
    }

    @Override
    public List<Target> targets() {
        return work.targets().stream().map(this::target).toList();
    }

    private Target target(LearningTarget target) {
        if (target instanceof LearningTarget.AtMost most) {
            return Target.times(
                    most.factor(),
                    most.contender(),
                    other(most.work()),
                    most.contender() + "'s " + most.work());
        }
        double least = ((LearningTarget.OfPeak) target).share();
        return new Target(Unit.Better.MORE, least, "of the peak", LearningCell::share);
    }

    /** Floating-point operations per second in the best round; empty where they are not counted. */
    static OptionalDouble flops(Measurement m) {
        LearningCell cell = (LearningCell) m.work();
        boolean counted =
                m.contender().equals(LearningContender.MERPO.text())
                        && cell.work.flops() > 0
                        && !m.failed();
        return counted
                ? OptionalDouble.of(1000 * cell.work.flops() / (m.best() * cell.work.tasks()))
                : OptionalDouble.empty();
    }

    /** That of the fastest matrix product; empty where none was measured. */
    static OptionalDouble peak(int threads, List<Measurement> all) {
        return all.stream()
                .filter(m -> m.work() instanceof LearningCell cell && cell.isPeak(threads))
                .flatMapToDouble(m -> flops(m).stream())
                .max();
    }

    private boolean isPeak(int asked) {
        return threads == asked && work.isPeak();
    }

    /** What an update makes of the peak; empty where one of them is missing. */
    static OptionalDouble share(Measurement m, List<Measurement> all) {
        OptionalDouble flops = flops(m);
        OptionalDouble peak = peak(((LearningCell) m.work()).threads, all);
        return flops.isEmpty() || peak.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(flops.getAsDouble() / peak.getAsDouble());
    }
}
