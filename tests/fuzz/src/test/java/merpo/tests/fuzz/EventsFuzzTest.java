package merpo.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import merpo.datagen.tensorboard.EventLog;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scalars as TensorBoard reads them back: a tag is refused, or step, tag and value come again.
 * Nothing here reads such files, so that another reader stands in for TensorBoard.
 */
final class EventsFuzzTest {
    private static final Path FOLDER = AnyFile.named("events").directory();

    private record Scalar(long step, String tag, float value) {}

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of(300L, "return/task-03", -1.5),
                Arguments.of(0L, "loss", Double.NaN),
                Arguments.of(-1L, "a b", 1e300));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadBackOrRefused(long step, String tag, double value) throws IOException {
        if (tag == null) {
            return;
        }
        try (EventLog log = EventLog.open(FOLDER)) {
            try {
                log.scalar(step, tag, value);
                assertThat(scalars(log.file()))
                        .containsExactly(new Scalar(step, tag, (float) value));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith(log.file().toString());
                assertThat(scalars(log.file())).isEmpty();
            }
            Files.delete(log.file());
        }
    }

    private static List<Scalar> scalars(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Scalar> found = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = take(bytes, Long.BYTES);
            byte[] event =
                    take(
                            bytes,
                            (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            add(event, found);
        }
        return found;
    }

    /** So many bytes and the checksum behind them. */
    private static byte[] take(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
        assertThat(from.getInt()).isEqualTo(masked);
        return bytes;
    }

    /** Of one event its scalars, by the numbers of TensorFlow's schemas. */
    private static void add(byte[] event, List<Scalar> to) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(event);
        long step = 0;
        for (int field = in.readTag(); field != 0; field = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(field)) {
                case 2 -> step = in.readInt64();
                case 5 -> {
                    CodedInputStream summary = message(in);
                    while (summary.readTag() != 0) {
                        to.add(scalar(step, message(summary)));
                    }
                }
                default -> in.skipField(field);
            }
        }
    }

    private static Scalar scalar(long step, CodedInputStream in) throws IOException {
        assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(1);
        String tag = in.readStringRequireUtf8();
        assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(2);
        return new Scalar(step, tag, in.readFloat());
    }

    private static CodedInputStream message(CodedInputStream in) throws IOException {
        return CodedInputStream.newInstance(in.readByteArray());
    }
}
