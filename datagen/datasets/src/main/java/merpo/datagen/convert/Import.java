package merpo.datagen.convert;

import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.StoredDataset;
import merpo.envs.storage.FileReason;

/** Reads datasets of other projects as ours. What is refused is called by name. */
public final class Import {
    /** A sentence after the first. */
    private static final Pattern REMEDY = Pattern.compile("[.] [A-Z]");

    private Import() {}

    private interface Work<T> {
        T run() throws IOException;
    }

    /** What the file or directory looks like. */
    public static ForeignFormat detect(Path path) {
        return guarded(path, () -> FormatDetection.of(path));
    }

    /**
     * Reads the whole dataset.
     *
     * @param format empty: as it looks
     * @throws DatasetException when it is missing, damaged, or breaks a law that no rule mends
     */
    public static Imported read(Path path, Optional<ForeignFormat> format, ImportOptions options) {
        ForeignFormat known = format.orElseGet(() -> detect(path));
        if (known == ForeignFormat.MERPO) {
            StoredDataset stored = DatasetReader.read(path);
            return guarded(
                    path,
                    () ->
                            new Imported(
                                    stored.dataset(),
                                    options.over(stored.provenance(), stored.dataset().shape()),
                                    List.of()));
        }
        return guarded(
                path,
                () ->
                        switch (known) {
                            case D4RL -> D4rlImport.read(path, options);
                            case MINARI -> MinariImport.read(path, options);
                            case MACAW -> MacawImport.read(path, options);
                            case FOCAL -> FocalImport.read(path, options);
                            case D3RLPY -> D4rlImport.readArchive(path, options);
                            case MERPO -> throw new IllegalStateException("read above");
                        });
    }

    /**
     * The rows and all attributes of a file of ours, read in plain Java: nothing native has seen
     * the file when this returns. {@link DatasetReader} verifies what this does not.
     */
    public static Dataset readPlainly(Path path, ImportOptions options) {
        return guarded(
                path,
                () -> {
                    try (ForeignHdf5 file = ForeignHdf5.open(path)) {
                        file.readAttributes();
                    }
                    return D4rlImport.read(path, options).dataset();
                });
    }

    /** Whatever a damaged file leads the reading library to becomes one message. */
    private static <T> T guarded(Path path, Work<T> work) {
        if (!Files.exists(path)) {
            throw new DatasetException(
                    "%s: %s. Check the spelling".formatted(path, FileReason.unseen(path)));
        }
        try {
            return work.run();
        } catch (DatasetException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String words = String.valueOf(e.getMessage());
            boolean mended = REMEDY.matcher(words).find();
            throw new DatasetException(
                    path + ": " + words + (mended ? "" : ". Fetch it again, or name another"), e);
        } catch (HdfException e) {
            throw new DatasetException(path + ": " + Unreadable.words(path, reason(e)), e);
        } catch (ZipException e) {
            throw new DatasetException(
                    "%s: it is cut off or damaged (%s). Fetch it again"
                            .formatted(path, e.getMessage()),
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw new DatasetException(
                    "%s: cannot be read: %s. Mend that, or name another".formatted(path, reason(e)),
                    e);
        } catch (OutOfMemoryError e) {
            throw new DatasetException(path + ": " + Unreadable.outOfMemory(path), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new DatasetException(
                    "%s: it is damaged: %s. Fetch it again (--debug shows where reading broke)"
                            .formatted(path, reason(e)),
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost instanceof IOException file) {
            return FileReason.of(file);
        }
        if (innermost instanceof IndexOutOfBoundsException
                || innermost instanceof BufferUnderflowException) {
            return "a part of it would lie behind its end";
        }
        String words = innermost.getMessage();
        boolean javas = innermost.getClass().getName().startsWith("java.");
        return javas || words == null || words.isBlank()
                ? "its parts contradict each other"
                : words;
    }
}
