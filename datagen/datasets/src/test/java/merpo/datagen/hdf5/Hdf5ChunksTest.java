package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our filters against libhdf5's, both ways, on row arrays of every type. */
final class Hdf5ChunksTest {
    private static final int ROWS = 15_000;
    private static final Map<Column, RowValues> ARRAYS = RowSamples.of(ROWS);

    @TempDir private Path directory;

    @Test
    void theLibraryReadsWhatWeFilter() throws Exception {
        Path path = directory.resolve("ours.h5");
        RowSamples.write(path, ARRAYS, RowLayout.COMPRESSED, 2);
        try (Hdf5Id file = Hdf5Lock.hold(() -> Hdf5Reader.file(path))) {
            for (Column column : ARRAYS.keySet()) {
                RowValues found = RowSamples.emptyLike(column, ARRAYS.get(column));
                try (Hdf5Id dataset = Hdf5Lock.hold(() -> Hdf5Rows.open(file, column))) {
                    Hdf5Slabs.read(dataset, column, ROWS, found::decode);
                }
                RowSamples.assertSame(column, found, ARRAYS.get(column));
            }
        }
    }

    @Test
    void weReadWhatTheLibraryFilters() throws Exception {
        Path path = directory.resolve("theirs.h5");
        try (ChunkWorkers workers = new ChunkWorkers(2);
                Hdf5Id file = Hdf5Lock.hold(() -> Hdf5Writer.create(path));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ARRAYS.forEach(
                    (column, values) ->
                            Hdf5Lock.hold(() -> writeByTheLibrary(file, column, values)));
            Hdf5Lock.hold(() -> H5Fflush(file.id(), H5F_SCOPE_LOCAL));
            for (Column column : ARRAYS.keySet()) {
                RowValues found = RowSamples.emptyLike(column, ARRAYS.get(column));
                ChunkWorkers.awaitAll(
                        Hdf5Rows.read(file, channel, column, ROWS, workers, () -> found::decode));
                RowSamples.assertSame(column, found, ARRAYS.get(column));
            }
        }
    }

    private static void writeByTheLibrary(Hdf5Id file, Column column, RowValues values) {
        int chunkRows = (int) ChunkRule.rows(ROWS, column.rowBytes(), 7);
        try (Hdf5Id dataset = Hdf5Rows.create(file, column, ROWS, chunkRows, RowLayout.COMPRESSED);
                Hdf5Id type = Hdf5Types.of(column.type());
                BytePointer data = new BytePointer(RowSamples.bytes(column, values))) {
            Hdf5.check(
                    H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data),
                    "write");
        }
    }

    @Test
    void theBytesAreEqualForEveryNumberOfThreads() throws Exception {
        Path one = directory.resolve("1.h5");
        RowSamples.write(one, ARRAYS, RowLayout.COMPRESSED, 1);
        for (int threads : List.of(2, 4, 7)) {
            Path more = directory.resolve(threads + ".h5");
            RowSamples.write(more, ARRAYS, RowLayout.COMPRESSED, threads);
            assertThat(Files.mismatch(one, more)).as("%d threads", threads).isEqualTo(-1);
        }
    }
}
