package merpo.datagen.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's framing of one message, little-endian: its length as 8 bytes, their checksum as 4,
 * the message, its checksum as 4. Readers take a record whose end is missing for the end of the
 * file.
 */
final class TfRecord {
    private static final int MASK_DELTA = 0xa282ead8;

    private TfRecord() {}

    /** The framed message, ready to be written. */
    static ByteBuffer of(byte[] message) {
        ByteBuffer record =
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES + message.length + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(message.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(message);
        record.putInt(checksum(message, message.length));
        return record.flip();
    }

    /**
     * CRC-32C, rotated and shifted: a checksum over bytes that hold their own checksum would be
     * weak.
     */
    static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK_DELTA;
    }
}
