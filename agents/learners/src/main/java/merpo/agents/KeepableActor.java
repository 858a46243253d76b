package merpo.agents;

import merpo.datagen.nn.Actor;
import merpo.datagen.snapshot.Snapshot;

/** An actor that can be kept in a file and read again by its {@link Method#actor}. */
public interface KeepableActor extends Actor, AutoCloseable {
    void save(Snapshot to);

    /** Tasks that it acts for. */
    int tasks();

    @Override
    void close();
}
