package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.datagen.process.ProgramException;

/**
 * A comparison of speed. The contenders take turns, round by round, so that whatever else the
 * machine does falls on all of them; one that fails does not stop the others.
 *
 * @param name of its files
 * @param titles of what names a work
 * @param ours name of the contender whose targets are judged
 * @param contenders in the order of their turns
 * @param measured columns of the file between the contender and the failure
 * @param shown columns of the table on the terminal beside bests and ratios
 * @param rounds of each work and contender, at least 1
 * @param seconds of each round; 0 where the works have an end of their own
 */
public record Bench<W extends Work>(
        String name,
        List<String> titles,
        String ours,
        List<? extends Contender<W>> contenders,
        List<Column<Measurement>> measured,
        List<Column<Work>> shown,
        int rounds,
        double seconds) {
    public Bench {
        titles = List.copyOf(titles);
        contenders = List.copyOf(contenders);
        measured = List.copyOf(measured);
        shown = List.copyOf(shown);
        if (rounds < 1 || !(seconds >= 0)) {
            throw new IllegalArgumentException(
                    rounds + " rounds of " + seconds + " s, must be at least 1 and not below 0");
        }
    }

    /** One measurement per work, contender and mode. */
    public List<Measurement> measure(List<W> works) {
        return measure(works, works);
    }

    /**
     * The same where others are measured at other works than ours.
     *
     * @param theirs works of the others
     */
    public List<Measurement> measure(List<W> works, List<W> theirs) {
        List<Turns<W>> all = new ArrayList<>();
        for (Contender<W> contender : contenders) {
            for (W work : contender.name().equals(ours) ? works : theirs) {
                contender.modes(work).forEach(mode -> all.add(new Turns<>(contender, work, mode)));
            }
        }
        try {
            all.forEach(one -> one.attempt(one::open));
            for (int round = 0; round < rounds; round++) {
                all.forEach(one -> one.attempt(() -> one.round(seconds)));
            }
            return all.stream().map(Turns::result).toList();
        } finally {
            all.forEach(Turns::close);
        }
    }

    /** One contender's turns at one work. */
    private static final class Turns<W extends Work> {
        private final Contender<W> contender;
        private final W work;
        private final String mode;
        private final List<Double> values = new ArrayList<>();
        private Run run; // null until it is open
        private String failure = "";

        Turns(Contender<W> contender, W work, String mode) {
            this.contender = contender;
            this.work = work;
            this.mode = mode;
        }

        @FunctionalInterface
        private interface Turn {
            void take() throws ProgramException;
        }

        /** Takes a turn unless one has failed; a failure is kept. */
        void attempt(Turn turn) {
            if (failure.isEmpty()) {
                try {
                    turn.take();
                } catch (ProgramException e) {
                    failure = e.getMessage();
                    values.clear();
                }
            }
        }

        void open() throws ProgramException {
            run = contender.open(work, mode);
            run.warmUp();
        }

        void round(double seconds) throws ProgramException {
            values.add(work.unit().of(run.round(seconds)));
        }

        Measurement result() {
            return new Measurement(
                    work,
                    contender.name(),
                    mode,
                    values,
                    failure.isEmpty() ? run.fileBytes() : 0,
                    run == null ? Map.of() : run.versions(),
                    failure);
        }

        void close() {
            if (run != null) {
                run.close();
            }
        }
    }
}
