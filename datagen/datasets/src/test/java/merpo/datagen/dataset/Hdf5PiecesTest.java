package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.H5D_COMPACT;
import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDONLY;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_layout;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Future;
import merpo.envs.storage.AtomicFile.Existing;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our way to rows in one piece against libhdf5's, both ways, over several slabs. */
final class Hdf5PiecesTest {
    private static final Dataset DATASET = Samples.dataset(9, 8000, new RowShape(17, 6, 9, 9));
    private static final SortedMap<String, RowValues> ARRAYS = RowArrays.of(DATASET);

    @TempDir private Path directory;

    private static RowValues emptyLike(Column column) {
        return RowValues.allocate(column.type(), DATASET.size() * column.rowLength());
    }

    private static ByteBuffer bytes(Column column, RowValues values) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(values.length() * column.type().bytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
        values.encode(0, values.length(), bytes);
        return bytes.flip();
    }

    private static void assertSame(Column column, RowValues found) {
        assertThat(bytes(column, found))
                .as(column.path())
                .isEqualTo(bytes(column, ARRAYS.get(column.path())));
    }

    private Path raw(String name, int threads) {
        Path path = directory.resolve(name);
        DatasetWriter.write(
                path,
                Existing.REFUSE,
                Storage.raw().withThreads(threads),
                DATASET,
                Samples.provenance());
        return path;
    }

    @Test
    void theLibraryReadsWhatWeWrite() throws Exception {
        Path path = raw("ours.h5", 3);
        try (ChunkWorkers workers = new ChunkWorkers(1);
                DatasetFile file = DatasetFile.open(path, workers)) {
            for (Column column : file.columns()) {
                RowValues found = emptyLike(column);
                file.readPlainly(column, found::decode);
                assertSame(column, found);
            }
        }
    }

    @Test
    void theBytesAreEqualForEveryNumberOfThreads() throws Exception {
        Path one = raw("1.h5", 1);
        for (int threads : List.of(2, 5)) {
            assertThat(Files.mismatch(one, raw(threads + ".h5", threads))).isEqualTo(-1);
            assertThat(DatasetReader.read(one, threads).dataset()).isEqualTo(DATASET);
        }
    }

    @Test
    void weReadWhatTheLibraryWrites() throws Exception {
        Path path = directory.resolve("theirs.h5");
        try (Hdf5Id file = Hdf5Lock.hold(() -> DatasetWriter.create(path))) {
            for (Column column : Column.of(DATASET.shape())) {
                Hdf5Lock.hold(
                        () -> {
                            try (Hdf5Id dataset = contiguous(file, column)) {
                                fill(dataset, column);
                            }
                        });
            }
            Hdf5Lock.hold(() -> H5Fflush(file.id(), H5F_SCOPE_LOCAL));
            for (Column column : Column.of(DATASET.shape())) {
                assertSame(column, read(file, path, column));
            }
        }
    }

    /** As libhdf5 stores tiny arrays on request: inside the header, at no offset of their own. */
    @Test
    void rowsThatAreNoPieceAreLeftToTheLibrary() throws Exception {
        Path path = directory.resolve("compact.h5");
        Column column = Column.of(DATASET.shape()).get(9);
        assertThat(column.path()).isEqualTo("terminals"); // below the 64 KiB of a header
        try (Hdf5Id file = Hdf5Lock.hold(() -> DatasetWriter.create(path));
                Hdf5Id dataset = Hdf5Lock.hold(() -> compact(file, column))) {
            Hdf5Lock.hold(() -> fill(dataset, column));
            assertThat(Hdf5Lock.hold(() -> Hdf5Pieces.isOne(dataset, column, DATASET.size())))
                    .isFalse();
            assertSame(column, read(file, path, column));
        }
    }

    private static RowValues read(Hdf5Id file, Path rows, Column column) throws IOException {
        RowValues found = emptyLike(column);
        try (ChunkWorkers workers = new ChunkWorkers(2);
                FileChannel channel = FileChannel.open(rows, StandardOpenOption.READ)) {
            ChunkWorkers.awaitAll(
                    Hdf5Rows.read(
                            file, channel, column, DATASET.size(), workers, () -> found::decode));
        }
        return found;
    }

    private static Hdf5Id contiguous(Hdf5Id file, Column column) {
        return Hdf5Rows.create(file, column, DATASET.size(), 1, Storage.Layout.RAW);
    }

    private static Hdf5Id compact(Hdf5Id file, Column column) {
        try (Hdf5Id properties = Hdf5.properties(H5P_CLS_DATASET_CREATE_ID_g());
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.simple(column.dimensions(DATASET.size()))) {
            Hdf5.check(H5Pset_layout(properties.id(), H5D_COMPACT), "choose a layout");
            return Hdf5.own(
                    H5Dcreate2(
                            file.id(),
                            column.path(),
                            type.id(),
                            space.id(),
                            H5P_DEFAULT,
                            properties.id(),
                            H5P_DEFAULT),
                    id -> H5Dclose(id),
                    "create");
        }
    }

    private static void fill(Hdf5Id dataset, Column column) {
        try (Hdf5Id type = Hdf5Types.of(column.type());
                BytePointer data = new BytePointer(bytes(column, ARRAYS.get(column.path())))) {
            Hdf5.check(
                    H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data),
                    "write");
        }
    }

    @Test
    void aFileThatEndsInItsRowsIsRefused() throws Exception {
        Path path = raw("whole.h5", 2);
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(directory.resolve("cut.h5"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> DatasetReader.read(cut))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(cut.toString())
                    .hasMessageContaining(whole.length + ": it is truncated");
        }
    }

    /** Cut off between the look at its beginning and the reading of its rows. */
    @Test
    void rowsBeyondTheEndOfTheFileAreNamed() throws Exception {
        Path path = raw("whole.h5", 2);
        Path cut = directory.resolve("cut.h5");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(path), 3 << 20));
        Column last = Column.of(DATASET.shape()).get(10);
        try (ChunkWorkers workers = new ChunkWorkers(2);
                Hdf5Id file = Hdf5Lock.hold(() -> open(path));
                FileChannel channel = FileChannel.open(cut, StandardOpenOption.READ)) {
            RowValues found = emptyLike(last);
            List<Future<?>> reading =
                    Hdf5Rows.read(
                            file, channel, last, DATASET.size(), workers, () -> found::decode);
            assertThatThrownBy(() -> ChunkWorkers.awaitAll(reading))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("dataset \"timeouts\": ")
                    .hasMessageContaining("bytes are said to be at ")
                    .hasMessageContaining("the file has " + (3 << 20) + ": it is damaged");
        }
    }

    private static Hdf5Id open(Path path) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5.fileAccess()) {
            return Hdf5.file(H5Fopen(name, H5F_ACC_RDONLY, access.id()), "open");
        }
    }

    /** A bit of one row is not what its digest says: there is no other checksum in a raw file. */
    @Test
    void aFlippedBitIsFoundByTheDigest() throws Exception {
        Path path = raw("flipped.h5", 2);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("\"content_sha256\" is ")
                .hasMessageContaining("the file is damaged");
    }

    /** Wherever a piece begins, even between two elements. */
    @Test
    void slabsAreOneAfterAnotherAndNoneIsTooLong() {
        int most = Hdf5Pieces.SLAB_BYTES;
        for (int bytes : new int[] {1, 4, 8}) {
            for (long start : new long[] {1, 2048, 2195, most - 1, most, 5L * most + 3}) {
                for (int elements : new int[] {1, 1000, most / bytes, 3 * most + 1}) {
                    var slabs = new Hdf5Pieces.Slabs(start, elements, bytes);
                    int next = 0;
                    for (int k = 0; k < slabs.count(); k++) {
                        assertThat(slabs.from(k)).isEqualTo(next);
                        assertThat(slabs.place(k)).isEqualTo(start + (long) next * bytes);
                        assertThat((long) slabs.length(k) * bytes).isBetween(0L, (long) most);
                        next += slabs.length(k);
                    }
                    assertThat(next).as("%d, %d of %d", start, elements, bytes).isEqualTo(elements);
                }
            }
        }
    }

    /** A page that two slabs share would be written twice. */
    @Test
    void slabsEndWithThePagesOfTheFile() {
        var slabs = new Hdf5Pieces.Slabs(2048, 1_000_000, 8);
        for (int k = 1; k < slabs.count(); k++) {
            assertThat(slabs.place(k) % 4096).isZero();
        }
    }
}
