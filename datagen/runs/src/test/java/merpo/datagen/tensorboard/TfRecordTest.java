package merpo.datagen.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TfRecordTest {
    /**
     * CRC-32C of "123456789" is e3069283 (the check value of its definition). Rotated right by 15:
     * 2507c60d. Plus a282ead8: c78ab0e5.
     */
    @Test
    void theChecksumIsRotatedAndShifted() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(TfRecord.checksum(digits, 9)).isEqualTo(0xc78ab0e5);
    }

    @Test
    void lengthItsChecksumMessageItsChecksum() {
        byte[] message = "123456789".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer record = TfRecord.of(message).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(record.remaining()).isEqualTo(8 + 4 + 9 + 4);
        assertThat(record.getLong()).isEqualTo(9);
        assertThat(record.getInt())
                .isEqualTo(TfRecord.checksum(new byte[] {9, 0, 0, 0, 0, 0, 0, 0}, 8));
        byte[] read = new byte[9];
        record.get(read);
        assertThat(read).isEqualTo(message);
        assertThat(record.getInt()).isEqualTo(0xc78ab0e5);
    }
}
