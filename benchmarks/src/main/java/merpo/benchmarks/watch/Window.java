package merpo.benchmarks.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How large the terminal is at the moment. */
interface Window extends AutoCloseable {
    /** For a terminal that does not tell. */
    Size USUAL = new Size(80, 24);

    Size size();

    @Override
    void close();

    /** The terminal of this process. */
    static Window ofProcess() {
        try {
            return new OfTerminal(TerminalBuilder.builder().system(true).dumb(true).build());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be asked for its size: " + e, e);
        }
    }

    /** Asks each time: a person may pull at the window's corner. */
    record OfTerminal(Terminal terminal) implements Window {
        @Override
        public Size size() {
            Size size = terminal.getSize();
            return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
        }

        @Override
        public void close() {
            try {
                terminal.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
