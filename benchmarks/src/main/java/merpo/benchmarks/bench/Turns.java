package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Peers that take turns, round by round, so that whatever else the machine does falls on all of
 * them. One that fails does not stop the others.
 */
final class Turns {
    private static final double RUN_UP = 0.1; // untimed share before each round: caches, clocks

    private final Entrant entrant;
    private final List<Double> rates = new ArrayList<>();
    private Peer peer; // null until it is open
    private String failure = "";

    private Turns(Entrant entrant) {
        this.entrant = entrant;
    }

    /** Starts a peer, or says why not. */
    @FunctionalInterface
    interface Opening {
        Peer open() throws PeerException;
    }

    /**
     * One that takes part.
     *
     * @param warmUp seconds that it works untimed before its first round
     * @param done takes what it reached, when all are through
     */
    record Entrant(Opening opening, double warmUp, Consumer<Result> done) {}

    /**
     * What one reached.
     *
     * @param rates per second of each round, in order; empty where it failed
     * @param versions of what it ran, by name
     * @param failure why it has no rates; empty where it has
     */
    record Result(List<Double> rates, Map<String, String> versions, String failure) {
        Result {
            rates = List.copyOf(rates);
            versions = Map.copyOf(versions);
        }
    }

    /**
     * Opens all, lets them take turns, closes them, and hands each its result in the order given.
     *
     * @param seconds of each round
     */
    static void take(List<Entrant> entrants, int rounds, double seconds) {
        List<Turns> all = entrants.stream().map(Turns::new).toList();
        try {
            all.forEach(one -> one.attempt(one::open));
            for (int round = 0; round < rounds; round++) {
                all.forEach(one -> one.attempt(() -> one.round(seconds)));
            }
        } finally {
            all.stream().filter(one -> one.peer != null).forEach(one -> one.peer.close());
        }
        all.forEach(one -> one.entrant.done.accept(one.result()));
    }

    @FunctionalInterface
    private interface Turn {
        void run() throws PeerException;
    }

    /** Does something with the peer unless it has failed; a failure is kept. */
    private void attempt(Turn turn) {
        if (failure.isEmpty()) {
            try {
                turn.run();
            } catch (PeerException e) {
                failure = e.getMessage();
                rates.clear();
            }
        }
    }

    private void open() throws PeerException {
        peer = entrant.opening.open();
        peer.round(entrant.warmUp);
    }

    private void round(double seconds) throws PeerException {
        peer.round(seconds * RUN_UP);
        rates.add(peer.round(seconds).rate());
    }

    private Result result() {
        return new Result(rates, peer == null ? Map.of() : peer.versions(), failure);
    }
}
