package merpo.benchmarks.bench;

import java.util.Map;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;

/**
 * A process that works for as long as it is asked to. Owns it.
 *
 * @param warmUpSeconds that it works before its first round
 */
public record PeerRun(Peer peer, double warmUpSeconds) implements Run {
    private static final double RUN_UP = 0.1; // untimed share before each round: caches, clocks

    @Override
    public void warmUp() throws ProgramException {
        Round.of(peer, warmUpSeconds);
    }

    @Override
    public Round round(double seconds) throws ProgramException {
        Round.of(peer, seconds * RUN_UP);
        return Round.of(peer, seconds);
    }

    @Override
    public Map<String, String> versions() {
        return peer.versions();
    }

    @Override
    public void close() {
        peer.close();
    }
}
