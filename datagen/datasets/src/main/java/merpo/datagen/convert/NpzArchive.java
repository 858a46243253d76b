package merpo.datagen.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** NumPy's archive of arrays (.npz), as {@code numpy.savez} and our own export write it. */
final class NpzArchive implements RowFile {
    private static final String ENDING = ".npy";

    private final ZipFile zip;

    private NpzArchive(ZipFile zip) {
        this.zip = zip;
    }

    static NpzArchive open(Path path) throws IOException {
        return new NpzArchive(new ZipFile(path.toFile()));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        zip.stream().forEach(entry -> names.add(entry.getName().replaceFirst("[.]npy$", "")));
        return names;
    }

    @Override
    public boolean has(String path) {
        return zip.getEntry(path + ENDING) != null;
    }

    @Override
    public Optional<Claim> claim(String path) {
        return opened(path, (in, bytes) -> Npy.header(in, path, bytes))
                .map(header -> header.claim(path));
    }

    @Override
    public Optional<ForeignArray> optional(String path) {
        return opened(path, (in, bytes) -> Npy.read(in, path, bytes));
    }

    private interface Reading<T> {
        T of(InputStream in, long bytes) throws IOException;
    }

    private <T> Optional<T> opened(String path, Reading<T> reading) {
        ZipEntry entry = zip.getEntry(path + ENDING);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(reading.of(in, entry.getSize()));
        } catch (IOException e) {
            throw new UncheckedIOException("\"%s\": %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Arrays alone are read. */
    @Override
    public Optional<String> text(String path) {
        return Optional.empty();
    }

    /** There are none. */
    @Override
    public Optional<String> attribute(String name) {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
