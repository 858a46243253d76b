package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Environment steps per second. In each cell the contenders take turns, round by round, so that
 * whatever else the machine does falls on all of them.
 *
 * @param contenders in the order of their turns
 * @param rounds of each contender, at least 1
 * @param seconds of each round, above 0
 */
public record Stepping(List<Contender> contenders, int rounds, double seconds) {
    private static final double RUN_UP = 0.1; // untimed share before each round: caches, clocks

    public Stepping {
        contenders = List.copyOf(contenders);
        if (rounds < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    rounds + " rounds of " + seconds + " s, must be at least 1 and above 0");
        }
    }

    /** A contender in one of its modes, as long as it runs. */
    private static final class Runner {
        final Cell cell;
        final Contender contender;
        final String mode;
        final List<Double> rates = new ArrayList<>();
        Peer peer; // null until it is open
        String failure = "";

        Runner(Cell cell, Contender contender, String mode) {
            this.cell = cell;
            this.contender = contender;
            this.mode = mode;
        }

        /** Does something with the peer unless it has failed; a failure is kept. */
        void attempt(Turn turn) {
            if (failure.isEmpty()) {
                try {
                    turn.run();
                } catch (PeerException e) {
                    failure = e.getMessage();
                    rates.clear();
                }
            }
        }

        void open() throws PeerException {
            peer = contender.open(cell, mode);
            peer.round(contender.warmUp());
        }

        void round(double seconds) throws PeerException {
            peer.round(seconds * RUN_UP);
            rates.add(peer.round(seconds).rate());
        }

        Measurement measurement() {
            return new Measurement(
                    cell,
                    contender.name(),
                    mode,
                    rates,
                    peer == null ? java.util.Map.of() : peer.versions(),
                    failure);
        }
    }

    @FunctionalInterface
    private interface Turn {
        void run() throws PeerException;
    }

    /** One measurement per contender and mode; one that fails does not stop the others. */
    public List<Measurement> measure(Cell cell) {
        List<Runner> runners = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                for (String mode : contender.modes(cell)) {
                    Runner runner = new Runner(cell, contender, mode);
                    runners.add(runner);
                    runner.attempt(runner::open);
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (Runner runner : runners) {
                    runner.attempt(() -> runner.round(seconds));
                }
            }
            return runners.stream().map(Runner::measurement).toList();
        } finally {
            runners.stream().filter(r -> r.peer != null).forEach(r -> r.peer.close());
        }
    }
}
