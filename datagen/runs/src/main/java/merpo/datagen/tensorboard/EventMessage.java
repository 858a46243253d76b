package merpo.datagen.tensorboard;

import java.util.List;
import merpo.datagen.storage.ProtobufMessage;

/**
 * The three messages of a file of scalars, of TensorFlow's type {@code Event}. Field numbers are
 * those of its {@code event.proto} and {@code summary.proto}.
 */
final class EventMessage {
    private static final int START = 1; // SessionLog.SessionStatus

    private EventMessage() {}

    /**
     * The first of a file. From version 2 on, readers drop steps only where a start says so.
     *
     * @param wallTime seconds since 1970
     */
    static byte[] version(double wallTime) {
        return ProtobufMessage.of(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeString(3, "brain.Event:2");
                });
    }

    /** Scalars of one step; {@code values} is as long as {@code tags}. */
    static byte[] scalars(double wallTime, long step, List<String> tags, double... values) {
        byte[] summary =
                ProtobufMessage.of(
                        out -> {
                            for (int i = 0; i < values.length; i++) {
                                out.writeByteArray(1, scalar(tags.get(i), (float) values[i]));
                            }
                        });
        return ProtobufMessage.of(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeInt64(2, step);
                    event.writeByteArray(5, summary);
                });
    }

    /** A process begins at {@code step}: what was said of this step and later ones is void. */
    static byte[] start(double wallTime, long step) {
        byte[] session = ProtobufMessage.of(log -> log.writeEnum(1, START));
        return ProtobufMessage.of(
                event -> {
                    event.writeDouble(1, wallTime);
                    event.writeInt64(2, step);
                    event.writeByteArray(7, session);
                });
    }

    private static byte[] scalar(String tag, float value) {
        return ProtobufMessage.of(
                out -> {
                    out.writeString(1, tag);
                    out.writeFloat(2, value);
                });
    }
}
