package merpo.datagen.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The three messages of a file of scalars, of TensorFlow's type {@code Event}. Field numbers are
 * those of its {@code event.proto} and {@code summary.proto}.
 */
final class EventMessage {
    private static final int START = 1; // SessionLog.SessionStatus

    private EventMessage() {}

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /**
     * The first of a file. From version 2 on, readers drop steps only where a start says so.
     *
     * @param wallTime seconds since 1970
     */
    static byte[] version(double wallTime) {
        return message(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeString(3, "brain.Event:2");
                });
    }

    /** Scalars of one step; {@code values} is as long as {@code tags}. */
    static byte[] scalars(double wallTime, long step, List<String> tags, double... values) {
        byte[] summary =
                message(
                        out -> {
                            for (int i = 0; i < values.length; i++) {
                                out.writeByteArray(1, scalar(tags.get(i), (float) values[i]));
                            }
                        });
        return message(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeInt64(2, step);
                    event.writeByteArray(5, summary);
                });
    }

    /** A process begins at {@code step}: what was said of this step and later ones is void. */
    static byte[] start(double wallTime, long step) {
        byte[] session = message(log -> log.writeEnum(1, START));
        return message(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeInt64(2, step);
                    event.writeByteArray(7, session);
                });
    }

    private static byte[] scalar(String tag, float value) {
        return message(
                out -> {
                    out.writeString(1, tag);
                    out.writeFloat(2, value);
                });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a message in memory", e);
        }
        return bytes.toByteArray();
    }
}
