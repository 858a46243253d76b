package merpo.datagen.storage;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A message of protocol buffers, written field by field, without classes made from its schema. */
public final class ProtobufMessage {
    private ProtobufMessage() {}

    /** Writes the fields, by the numbers of their schema. */
    @FunctionalInterface
    public interface Fields {
        /** In the order in which they stand in the message. */
        void write(CodedOutputStream out) throws IOException;
    }

    /** The bytes of a message. */
    public static byte[] of(Fields fields) {
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
