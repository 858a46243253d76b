package merpo.datagen.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes at a place of a file, whole or not at all; from any thread. */
final class FileBytes {
    private FileBytes() {}

    /** Fills the buffer up to its limit and rewinds it; fails where the file ends before. */
    static void read(FileChannel channel, long at, ByteBuffer to) {
        try {
            if (at < 0 || at > channel.size() - to.remaining()) {
                throw new IllegalArgumentException(
                        to.remaining()
                                + " bytes are said to be at "
                                + at
                                + ", the file has "
                                + channel.size()
                                + ": it is damaged");
            }
            int start = to.position();
            while (to.hasRemaining()) {
                if (channel.read(to, at + to.position() - start) < 0) {
                    throw new IllegalArgumentException("the file became shorter while it was read");
                }
            }
            to.position(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(FileChannel channel, long at, ByteBuffer from) {
        try {
            int start = from.position();
            while (from.hasRemaining()) {
                channel.write(from, at + from.position() - start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
