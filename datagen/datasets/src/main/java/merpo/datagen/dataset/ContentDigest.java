package merpo.datagen.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.RowValues;

/**
 * SHA-256 of what a dataset says, independent of chunks, compression and library. For each row
 * array in byte order of the paths: path, 0x00, type tag, 0x00, rank (u8), dimensions (u64),
 * values, all little-endian; then the attributes without {@code content_sha256} as {@link
 * CanonicalJson}.
 */
public final class ContentDigest {
    static final String ATTRIBUTE = "content_sha256";
    private static final int BLOCK_BYTES = 1 << 18;

    private final MessageDigest digest = sha256();
    private final ByteBuffer block =
            ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** A digest that is told its row arrays one by one, in byte order of their paths. */
    ContentDigest() {}

    /** Digest as 64 lower-case hexadecimal digits. */
    public static String of(Dataset dataset, Attributes attributes) {
        ContentDigest digest = new ContentDigest();
        RowArrays.of(dataset)
                .forEach((column, values) -> digest.add(column, dataset.size(), values));
        return digest.finish(attributes);
    }

    void add(Column column, int rows, RowValues values) {
        header(column, rows);
        values(column, values);
    }

    /** The digest of the arrays so far and the attributes; the last call. */
    String finish(Attributes attributes) {
        digest.update(
                CanonicalJson.of(attributes.without(ATTRIBUTE)).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private void header(Column column, int rows) {
        long[] dimensions = column.dimensions(rows);
        digest.update(column.path().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(column.type().tag().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        digest.update((byte) dimensions.length);
        ByteBuffer sizes =
                ByteBuffer.allocate(dimensions.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long dimension : dimensions) {
            sizes.putLong(dimension);
        }
        digest.update(sizes.flip());
    }

    private void values(Column column, RowValues values) {
        int most = block.capacity() / column.type().bytes();
        for (int at = 0; at < values.length(); at += most) {
            block.clear();
            values.encode(at, Math.min(most, values.length() - at), block);
            digest.update(block.flip());
        }
    }
}
