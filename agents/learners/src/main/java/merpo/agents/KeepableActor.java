package merpo.agents;

import merpo.datagen.nn.Actor;
import merpo.datagen.snapshot.Snapshot;

/** An actor that can be kept in a file and read again by its {@link Method#actor}. */
public interface KeepableActor extends Actor, AutoCloseable {
    /** Puts all that its method needs to read it again. */
    void save(Snapshot to);

    /** Tasks that it acts for. */
    int tasks();

    /**
     * What it computes for one task.
     *
     * @param task row
     * @throws UnsupportedOperationException where its actions are no function of the observation
     *     and an embedding
     */
    ActingNetwork network(int task);

    /** Whether one network acts for all tasks, which differ by their embeddings alone. */
    boolean shared();

    @Override
    void close();
}
