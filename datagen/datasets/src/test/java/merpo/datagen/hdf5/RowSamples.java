package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Row arrays of every type and shape for tests: some noise, some that packs well. */
final class RowSamples {
    private RowSamples() {}

    static Map<Column, RowValues> of(int rows) {
        Random random = new Random(9);
        float[] noise = new float[17 * rows];
        boolean[] flags = new boolean[rows];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 2 * random.nextFloat() - 1;
        }
        for (int i = 0; i < rows; i++) {
            flags[i] = random.nextInt(5) == 0;
        }
        int[] episodes = IntStream.range(0, rows).map(i -> i / 5).toArray();
        long[] steps = random.longs(rows, 0, 1000).toArray();
        double[] positions = random.doubles(9L * rows).toArray();
        Map<Column, RowValues> arrays = new LinkedHashMap<>();
        arrays.put(Column.vector("flags", ElementType.BOOL), new RowValues.Flags(flags));
        arrays.put(Column.vector("infos/i32", ElementType.I32), new RowValues.Ints(episodes));
        arrays.put(Column.vector("infos/i64", ElementType.I64), new RowValues.Longs(steps));
        arrays.put(Column.matrix("matrix", ElementType.F32, 17), new RowValues.Floats(noise));
        arrays.put(Column.matrix("wide", ElementType.F64, 9), new RowValues.Doubles(positions));
        return arrays;
    }

    static void write(Path path, Map<Column, RowValues> arrays, RowLayout layout, int threads)
            throws IOException {
        try (ChunkWorkers workers = new ChunkWorkers(threads)) {
            Hdf5Writer.write(path, arrays, TreeMap::new, 7, layout, workers);
        }
    }

    static RowValues emptyLike(Column column, RowValues values) {
        return RowValues.allocate(column.type(), values.length());
    }

    static ByteBuffer bytes(Column column, RowValues values) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(values.length() * column.type().bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        values.encode(0, values.length(), bytes);
        return bytes.flip();
    }

    static void assertSame(Column column, RowValues found, RowValues expected) {
        assertThat(bytes(column, found)).as(column.path()).isEqualTo(bytes(column, expected));
    }
}
