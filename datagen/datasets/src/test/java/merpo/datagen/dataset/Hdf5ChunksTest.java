package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import merpo.envs.storage.AtomicFile.Existing;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our filters against libhdf5's, both ways, on every row array of a dataset. */
final class Hdf5ChunksTest {
    private static final Dataset DATASET = Samples.dataset(9, 3000, new RowShape(17, 6, 9, 9));
    private static final SortedMap<String, RowValues> ARRAYS = RowArrays.of(DATASET);

    @TempDir private Path directory;

    private static RowValues emptyLike(Column column) {
        return RowValues.allocate(column.type(), DATASET.size() * column.rowLength());
    }

    private static void assertSame(Column column, RowValues found) {
        RowValues expected = ARRAYS.get(column.path());
        ByteBuffer bytes =
                ByteBuffer.allocate(expected.length() * column.type().bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        found.encode(0, found.length(), bytes);
        assertThat(expected.matches(0, expected.length(), bytes.flip())).as(column.path()).isTrue();
    }

    @Test
    void theLibraryReadsWhatWeFilter() throws Exception {
        Path path = directory.resolve("ours.h5");
        DatasetWriter.write(path, DATASET, Samples.provenance());
        try (ChunkWorkers workers = new ChunkWorkers(2);
                DatasetFile file = DatasetFile.open(path, workers)) {
            for (Column column : file.columns()) {
                RowValues found = emptyLike(column);
                file.readPlainly(column, found::decode);
                assertSame(column, found);
            }
        }
    }

    @Test
    void weReadWhatTheLibraryFilters() throws Exception {
        Path path = directory.resolve("theirs.h5");
        try (ChunkWorkers workers = new ChunkWorkers(2);
                Hdf5Id file = Hdf5Lock.hold(() -> DatasetWriter.create(path));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (Column column : Column.of(DATASET.shape())) {
                Hdf5Lock.hold(() -> writeByTheLibrary(file, column));
            }
            Hdf5Lock.hold(() -> H5Fflush(file.id(), H5F_SCOPE_LOCAL));
            for (Column column : Column.of(DATASET.shape())) {
                RowValues found = emptyLike(column);
                ChunkWorkers.awaitAll(
                        Hdf5Rows.read(
                                file,
                                channel,
                                column,
                                DATASET.size(),
                                workers,
                                () -> found::decode));
                assertSame(column, found);
            }
        }
    }

    private static void writeByTheLibrary(Hdf5Id file, Column column) {
        RowValues values = ARRAYS.get(column.path());
        int chunkRows = (int) ChunkRule.rows(DATASET.size(), column.rowBytes(), 7);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(values.length() * column.type().bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        values.encode(0, values.length(), bytes);
        try (Hdf5Id dataset =
                        Hdf5Rows.create(
                                file,
                                column,
                                DATASET.size(),
                                chunkRows,
                                Storage.Layout.COMPRESSED);
                Hdf5Id type = Hdf5Types.of(column.type());
                BytePointer data = new BytePointer(bytes.flip())) {
            Hdf5.check(
                    H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data),
                    "write");
        }
    }

    @Test
    void theBytesAreEqualForEveryNumberOfThreads() throws Exception {
        Path one = directory.resolve("1.h5");
        DatasetWriter.write(
                one,
                Existing.REFUSE,
                Storage.compressed().withThreads(1),
                DATASET,
                Samples.provenance());
        for (int threads : List.of(2, 4, 7)) {
            Path more = directory.resolve(threads + ".h5");
            DatasetWriter.write(
                    more,
                    Existing.REFUSE,
                    Storage.compressed().withThreads(threads),
                    DATASET,
                    Samples.provenance());
            assertThat(Files.mismatch(one, more)).as("%d threads", threads).isEqualTo(-1);
            assertThat(DatasetReader.read(one, threads).dataset()).isEqualTo(DATASET);
        }
    }

    @Test
    void rawRowsLieInOnePieceAndSayTheSame() throws Exception {
        Path raw = directory.resolve("raw.h5");
        Path compressed = directory.resolve("compressed.h5");
        WrittenFile a =
                DatasetWriter.write(
                        raw, Existing.REFUSE, Storage.raw(), DATASET, Samples.provenance());
        WrittenFile b = DatasetWriter.write(compressed, DATASET, Samples.provenance());
        assertThat(a.contentSha256()).isEqualTo(b.contentSha256());
        assertThat(DatasetReader.read(raw).dataset()).isEqualTo(DATASET);
        // 326 bytes per row and the attributes
        assertThat(a.bytes()).isBetween(326L * DATASET.size(), 326L * DATASET.size() + 20_000);
        assertThat(b.bytes()).isLessThan(a.bytes());
    }

    @Test
    void aDamagedChunkIsNamed() throws Exception {
        Path path = directory.resolve("damaged.h5");
        DatasetWriter.write(path, DATASET, Samples.provenance());
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 8;
        Files.write(path, bytes);
        for (int threads : List.of(1, 4)) {
            assertThatThrownBy(() -> DatasetReader.read(path, threads))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(path + ": dataset \"")
                    .hasMessageContaining("\", chunk ")
                    .hasMessageContaining("(from row ")
                    .hasMessageContaining("its Fletcher-32 is ")
                    .hasMessageContaining("the file is damaged");
        }
    }

    @Test
    void atLeastOneThreadWorks() {
        assertThatThrownBy(() -> Storage.compressed().withThreads(0))
                .hasMessage("Storage.threads is 0, must be at least 1");
        assertThatThrownBy(() -> DatasetReader.read(directory.resolve("x.h5"), 0))
                .hasMessageContaining("threads is 0, must be at least 1");
    }
}
