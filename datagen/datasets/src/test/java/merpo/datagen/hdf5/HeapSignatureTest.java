package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeapSignatureTest {
    private static final byte[] WHOLE = "GCOL\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /** Several times the ints that are looked at together, and no whole number of them. */
    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(5).nextBytes(noise);
        return noise;
    }

    @Test
    void aSignatureIsSeenAtEveryPlace() {
        HeapSignature signature = new HeapSignature();
        for (int bytes : new int[] {8, 9, 15, 16, 70_001}) {
            for (int at = 0; at <= bytes - WHOLE.length; at += at < 40 ? 1 : 997) {
                byte[] block = noise(bytes);
                System.arraycopy(WHOLE, 0, block, at, WHOLE.length);
                ByteBuffer read = ByteBuffer.wrap(block);
                assertThat(signature.mayBeIn(read)).as("%d of %d", at, bytes).isTrue();
                assertThat(HeapSignature.find(read, 0, bytes)).isEqualTo(at);
            }
        }
    }

    /** What an earlier block held may not make a later one suspicious, nor what is behind it. */
    @Test
    void whereThereIsNoneThereIsNoSuspicion() {
        HeapSignature signature = new HeapSignature();
        assertThat(signature.mayBeIn(ByteBuffer.wrap(WHOLE))).isTrue();
        byte[] block = noise(70_001);
        assertThat(signature.mayBeIn(ByteBuffer.wrap(block))).isFalse();
        System.arraycopy(WHOLE, 0, block, 60_000, WHOLE.length);
        assertThat(signature.mayBeIn(ByteBuffer.wrap(block, 0, 60_000))).isFalse();
        assertThat(signature.mayBeIn(ByteBuffer.wrap(new byte[0]))).isFalse();
    }

    /** A suspicious int, 332, is not yet a signature. */
    @Test
    void aSuspicionIsLookedInto() {
        ByteBuffer block = ByteBuffer.wrap(new byte[] {'L', 1, 0, 0, 'G', 'C', 'O', 'L', 1, 0, 0});
        assertThat(new HeapSignature().mayBeIn(block)).isTrue();
        assertThat(HeapSignature.find(block, 0, block.limit())).isEqualTo(-1);
    }
}
