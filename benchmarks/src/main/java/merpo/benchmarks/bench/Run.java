package merpo.benchmarks.bench;

import java.util.Map;
import merpo.datagen.process.ProgramException;

/** A contender that is ready to do a work. Close it. */
public interface Run extends AutoCloseable {
    /** Works untimed until it is as fast as it will be. */
    void warmUp() throws ProgramException;

    /**
     * Works and is timed.
     *
     * @param seconds how long, unless its work has an end of its own
     */
    Round round(double seconds) throws ProgramException;

    /** Versions of what it runs, by name. */
    Map<String, String> versions();

    /** Bytes of the file that the last round wrote or read; 0 where there is none. */
    default long fileBytes() {
        return 0;
    }

    @Override
    void close();
}
