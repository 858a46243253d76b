package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.H5D_COMPACT;
import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_layout;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our way to rows in one piece against libhdf5's, both ways, over several slabs. */
final class Hdf5PiecesTest {
    private static final int ROWS = 40_000;
    private static final Map<Column, RowValues> ARRAYS = RowSamples.of(ROWS);

    @TempDir private Path directory;

    private Path raw(String name, int threads) throws IOException {
        Path path = directory.resolve(name);
        RowSamples.write(path, ARRAYS, RowLayout.RAW, threads);
        return path;
    }

    private static Column column(String path) {
        return ARRAYS.keySet().stream()
                .filter(column -> column.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLibraryReadsWhatWeWrite() throws Exception {
        Path path = raw("ours.h5", 3);
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
    void theBytesAreEqualForEveryNumberOfThreads() throws Exception {
        Path one = raw("1.h5", 1);
        for (int threads : List.of(2, 5)) {
            assertThat(Files.mismatch(one, raw(threads + ".h5", threads))).isEqualTo(-1);
        }
    }

    @Test
    void weReadWhatTheLibraryWrites() throws Exception {
        Path path = directory.resolve("theirs.h5");
        try (Hdf5Id file = Hdf5Lock.hold(() -> Hdf5Writer.create(path))) {
            for (Column column : ARRAYS.keySet()) {
                Hdf5Lock.hold(
                        () -> {
                            try (Hdf5Id dataset = contiguous(file, column)) {
                                fill(dataset, column);
                            }
                        });
            }
            Hdf5Lock.hold(() -> H5Fflush(file.id(), H5F_SCOPE_LOCAL));
            for (Column column : ARRAYS.keySet()) {
                RowSamples.assertSame(column, read(file, path, column), ARRAYS.get(column));
            }
        }
    }

    /** As libhdf5 stores tiny arrays on request: inside the header, at no offset of their own. */
    @Test
    void rowsThatAreNoPieceAreLeftToTheLibrary() throws Exception {
        Path path = directory.resolve("compact.h5");
        Column column = column("flags"); // below the 64 KiB of a header
        try (Hdf5Id file = Hdf5Lock.hold(() -> Hdf5Writer.create(path));
                Hdf5Id dataset = Hdf5Lock.hold(() -> compact(file, column))) {
            Hdf5Lock.hold(() -> fill(dataset, column));
            assertThat(Hdf5Lock.hold(() -> Hdf5Pieces.isOne(dataset, column, ROWS))).isFalse();
            RowSamples.assertSame(column, read(file, path, column), ARRAYS.get(column));
        }
    }

    private static RowValues read(Hdf5Id file, Path rows, Column column) throws IOException {
        RowValues found = RowSamples.emptyLike(column, ARRAYS.get(column));
        try (ChunkWorkers workers = new ChunkWorkers(2);
                FileChannel channel = FileChannel.open(rows, StandardOpenOption.READ)) {
            ChunkWorkers.awaitAll(
                    Hdf5Rows.read(file, channel, column, ROWS, workers, () -> found::decode));
        }
        return found;
    }

    private static Hdf5Id contiguous(Hdf5Id file, Column column) {
        return Hdf5Rows.create(file, column, ROWS, 1, RowLayout.RAW);
    }

    private static Hdf5Id compact(Hdf5Id file, Column column) {
        try (Hdf5Id properties = Hdf5Id.properties(H5P_CLS_DATASET_CREATE_ID_g());
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.simple(column.dimensions(ROWS))) {
            Hdf5.check(H5Pset_layout(properties.id(), H5D_COMPACT), "choose a layout");
            return Hdf5Id.own(
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
                BytePointer data = new BytePointer(RowSamples.bytes(column, ARRAYS.get(column)))) {
            Hdf5.check(
                    H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data),
                    "write");
        }
    }

    /** Cut off between the look at its beginning and the reading of its rows. */
    @Test
    void rowsBeyondTheEndOfTheFileAreNamed() throws Exception {
        Path path = raw("whole.h5", 2);
        Path cut = directory.resolve("cut.h5");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(path), 3 << 20));
        Column last = column("wide");
        try (ChunkWorkers workers = new ChunkWorkers(2);
                Hdf5Id file = Hdf5Lock.hold(() -> Hdf5Reader.file(path));
                FileChannel channel = FileChannel.open(cut, StandardOpenOption.READ)) {
            RowValues found = RowSamples.emptyLike(last, ARRAYS.get(last));
            List<Future<?>> reading =
                    Hdf5Rows.read(file, channel, last, ROWS, workers, () -> found::decode);
            assertThatThrownBy(() -> ChunkWorkers.awaitAll(reading))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("dataset \"wide\": ")
                    .hasMessageContaining("bytes are said to be at ")
                    .hasMessageContaining("the file has " + (3 << 20) + ": it is damaged");
        }
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
