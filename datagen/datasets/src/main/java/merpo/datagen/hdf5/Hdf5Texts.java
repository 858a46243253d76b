package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aread;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Treclaim;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An array of C strings, owned: freed on close. */
final class Hdf5Texts implements AutoCloseable {
    private final PointerPointer<BytePointer> pointer;
    private final List<BytePointer> texts;

    private Hdf5Texts(PointerPointer<BytePointer> pointer, List<BytePointer> texts) {
        this.pointer = pointer;
        this.texts = texts;
    }

    static Hdf5Texts of(List<String> values) {
        List<BytePointer> texts = new ArrayList<>();
        PointerPointer<BytePointer> pointer = new PointerPointer<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            texts.add(Hdf5.text(values.get(i)));
            pointer.put(i, texts.get(i));
        }
        return new Hdf5Texts(pointer, texts);
    }

    PointerPointer<BytePointer> pointer() {
        return pointer;
    }

    @Override
    public void close() {
        texts.forEach(BytePointer::close);
        pointer.close();
    }

    /** Reads variable-length texts; the library allocates them, and takes them back. */
    static List<String> read(Hdf5Id attribute, Hdf5Id type, Hdf5Id space, int count) {
        try (PointerPointer<BytePointer> data = new PointerPointer<>(count)) {
            Hdf5.check(H5Aread(attribute.id(), type.id(), data), "read an attribute");
            try {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    values.add(decode(data.get(BytePointer.class, i)));
                }
                return values;
            } finally {
                Hdf5.check(
                        H5Treclaim(type.id(), space.id(), H5P_DEFAULT, data), "free an attribute");
            }
        }
    }

    private static String decode(BytePointer text) {
        if (text == null || text.isNull()) {
            return ""; // how the library returns an empty text
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getStringBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }
}
