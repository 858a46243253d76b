package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** The filters of one chunk, worked by hand. That libhdf5 agrees: {@link Hdf5ChunksTest}. */
final class ChunkTest {
    private static int fletcher(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        return Fletcher32.of(buffer, bytes.length);
    }

    @Test
    void fletcherSumsWordsAndSumsOfThem() {
        assertThat(fletcher()).isZero();
        assertThat(fletcher(1, 2)).isEqualTo(0x0102_0102);
        // words 0x0102, 0x0304: sums 0x0102, 0x0406; their sum 0x0508
        assertThat(fletcher(1, 2, 3, 4)).isEqualTo(0x0508_0406);
        // an odd last byte is 0x0300: sums 0x0102, 0x0402; their sum 0x0504
        assertThat(fletcher(1, 2, 3)).isEqualTo(0x0504_0402);
        // 2 x 65535 is 0 modulo 65535, but stays 65535; 65535 + 2 x 65535 likewise
        assertThat(fletcher(0xff, 0xff, 0xff, 0xff)).isEqualTo(0xffff_ffff);
        // first sums 1, 1, 1, 2, 2 of five words: their sum is 7
        assertThat(fletcher(0, 1, 0, 0, 0, 0, 0, 1, 0, 0)).isEqualTo(0x0007_0002);
    }

    /** One word at a time with the remainder after each: slow, and plainly the definition. */
    @Test
    void fletcherOfManyBytesIsTheDefinition() {
        Random random = new Random(3);
        for (int length : new int[] {7, 8, 9, 4095, 3_000_001}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            long first = 0;
            long second = 0;
            for (int i = 0; i < length; i += 2) {
                int low = i + 1 < length ? bytes[i + 1] & 0xff : 0;
                first = (first + (((bytes[i] & 0xff) << 8) | low)) % 65535;
                second = (second + first) % 65535;
            }
            assertThat(Fletcher32.of(ByteBuffer.wrap(bytes), length))
                    .as("%d bytes", length)
                    .isEqualTo((int) ((second << 16) | first));
        }
    }

    @Test
    void shuffleSetsBytesOfOneSignificanceSideBySide() {
        byte[] elements = {1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24};
        byte[] planes = new byte[12];
        ByteShuffle.shuffle(elements, planes, 3, 4);
        assertThat(planes).containsExactly(1, 11, 21, 2, 12, 22, 3, 13, 23, 4, 14, 24);
        byte[] wide = {1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8};
        byte[] widePlanes = new byte[16];
        ByteShuffle.shuffle(wide, widePlanes, 2, 8);
        assertThat(widePlanes)
                .containsExactly(1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8);
    }

    @Test
    void whatIsFilteredComesBack() {
        Random random = new Random(5);
        double[] noise = random.doubles(5000).toArray(); // six noisy planes of eight
        long[] steps = new long[5000]; // eight flat planes
        float[] some = new float[3]; // shorter than any sample
        for (RowValues values :
                new RowValues[] {
                    new RowValues.Doubles(noise),
                    new RowValues.Longs(steps),
                    new RowValues.Floats(some),
                    new RowValues.Flags(new boolean[5000])
                }) {
            int bytes =
                    values instanceof RowValues.Flags
                            ? 1
                            : values instanceof RowValues.Floats ? 4 : 8;
            try (Chunk chunk = new Chunk()) {
                int whole = values.length() + 2; // the last chunk of an array may be padded
                chunk.filter(values, 0, values.length(), whole, bytes);
                ByteBuffer plain = chunk.unfilter(whole, bytes);
                assertThat(plain.remaining()).isEqualTo(whole * bytes);
                assertThat(values.matches(0, values.length(), plain)).isTrue();
                assertThat(plain.get(plain.limit() - 1)).isZero();
            }
        }
    }

    @Test
    void noiseIsStoredAndTheRestShrinks() {
        Random random = new Random(5);
        double[] waves = new double[32_768];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = 2 + Math.sin(0.01 * i) + 1e-6 * random.nextDouble();
        }
        try (Chunk chunk = new Chunk()) {
            chunk.filter(new RowValues.Doubles(waves), 0, waves.length, waves.length, 8);
            int ours = chunk.stored().remaining();
            byte[] planes = new byte[8 * waves.length];
            byte[] plain = new byte[planes.length];
            chunk.unfilter(waves.length, 8).get(plain);
            ByteShuffle.shuffle(plain, planes, waves.length, 8);
            Deflater whole = new Deflater(1);
            whole.setInput(planes);
            whole.finish();
            int theirs = whole.deflate(new byte[2 * planes.length]);
            whole.end();
            assertThat((double) ours / theirs).isBetween(0.97, 1.01);
            assertThat((double) ours / planes.length).isLessThan(0.85);
        }
    }

    /** Of 32 Ki numbers the last chunk of an array may hold one: the rest costs next to nothing. */
    @Test
    void paddingIsNeverStored() {
        try (Chunk chunk = new Chunk()) {
            double[] noise = new Random(5).doubles(1000).toArray();
            chunk.filter(new RowValues.Doubles(noise), 0, noise.length, 32_768, 8);
            assertThat(chunk.stored().remaining()).isLessThan(8 * noise.length + 2000);
        }
    }

    private static void put(Chunk chunk, byte[] packed) {
        ByteBuffer to = chunk.room(packed.length + 4);
        to.put(packed);
        int checksum = Fletcher32.of(to, packed.length);
        to.order(ByteOrder.LITTLE_ENDIAN).putInt(checksum).flip();
    }

    private static byte[] deflated(int bytes) {
        Deflater deflater = new Deflater(1);
        deflater.setInput(new byte[bytes]);
        deflater.finish();
        byte[] to = new byte[1000];
        int length = deflater.deflate(to);
        deflater.end();
        return java.util.Arrays.copyOf(to, length);
    }

    /** A right checksum does not make a right chunk. */
    @Test
    void aStreamOfAnotherLengthIsRefused() {
        try (Chunk chunk = new Chunk()) {
            put(chunk, deflated(400));
            assertThat(chunk.unfilter(100, 4).remaining()).isEqualTo(400);
            for (int wrong : new int[] {399, 401, 100_000}) {
                put(chunk, deflated(wrong));
                assertThatThrownBy(() -> chunk.unfilter(100, 4))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("it does not inflate to 400 bytes: the file is damaged");
            }
            put(chunk, new byte[] {1, 2, 3});
            assertThatThrownBy(() -> chunk.unfilter(100, 4))
                    .hasMessageStartingWith("it does not inflate: ");
            put(chunk, new byte[0]);
            assertThatThrownBy(() -> chunk.unfilter(100, 4))
                    .hasMessageContaining("does not inflate to 400 bytes");
        }
    }

    @Test
    void aWrongByteIsSeenByTheChecksum() {
        try (Chunk chunk = new Chunk()) {
            put(chunk, deflated(400));
            chunk.stored().put(5, (byte) (chunk.stored().get(5) + 1));
            assertThatThrownBy(() -> chunk.unfilter(100, 4))
                    .hasMessageMatching(
                            "its Fletcher-32 is [0-9a-f]{8}, its bytes give [0-9a-f]{8}: the file is damaged");
        }
    }

    /** libhdf5 may leave out a filter of a chunk, and says so in its mask. */
    @Test
    void skippedFiltersAreSkipped() {
        byte[] shuffled = {1, 11, 2, 12, 3, 13, 4, 14};
        byte[] plain = {1, 2, 3, 4, 11, 12, 13, 14};
        try (Chunk chunk = new Chunk()) {
            put(chunk, shuffled);
            chunk.skipped(2); // not deflated
            assertThat(chunk.unfilter(2, 4)).isEqualTo(ByteBuffer.wrap(plain));
            put(chunk, plain);
            chunk.skipped(3); // nor shuffled
            assertThat(chunk.unfilter(2, 4)).isEqualTo(ByteBuffer.wrap(plain));
            chunk.room(8).put(plain).flip();
            chunk.skipped(7); // nor checked
            assertThat(chunk.unfilter(2, 4)).isEqualTo(ByteBuffer.wrap(plain));
        }
    }
}
