package merpo.benchmarks.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/** Where a program prints to: remembers what became of it, as writers of text do not. */
final class StandardOutput extends FilterOutputStream {
    private static final int LOST = 1;
    private static final int NOBODY_READS = 128 + 13; // as if SIGPIPE had ended it

    private IOException failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /**
     * The status of a program that ended with another: what it printed is part of what it did. A
     * reader who has seen enough, such as {@code head}, is told nothing.
     */
    int status(int status, PrintWriter err) {
        if (failure == null || status != 0) {
            return status;
        }
        String reason = String.valueOf(failure.getMessage());
        if (reason.contains("Broken pipe")) {
            return NOBODY_READS;
        }
        err.println(
                "merpo: the standard output was not written in full: %s. Free some space, or print to another place"
                        .formatted(reason));
        return LOST;
    }
}
