package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Files that a command writes where its options say. Where one would take something else's place
 * the command is refused before it begins: wrong usage, as a forgotten name makes the next word the
 * name.
 */
final class Outputs {
    private Outputs() {}

    /** What an older file of a kind can be told by: reads it, fails where it is another. */
    @FunctionalInterface
    interface Reading {
        void read(Path file) throws IOException;
    }

    /** What a command writes into a file. */
    enum Kind {
        HTML("page", "<!DOCTYPE html>"),
        PNG("picture (PNG)", "\u0089PNG"),
        GIF("film (GIF)", "GIF8"),
        DATASET("dataset (HDF5)", "\u0089HDF"),
        ARRAYS("archive of arrays (.npz)", "PK");

        private final String text;
        private final String beginning;

        Kind(String text, String beginning) {
            this.text = text;
            this.beginning = beginning;
        }
    }

    /** {@link #require(CommandSpec, String, Path, List, String, Reading)} of a kind. */
    static void require(CommandSpec spec, String option, Path file, List<Path> others, Kind kind) {
        require(
                spec,
                option,
                file,
                others,
                kind.text,
                old -> requireBeginning(old, kind.beginning));
    }

    /**
     * Refuses a file that is one of the command's others, is no regular file, or is there and of
     * another kind. Links are followed.
     *
     * @param option that names it
     * @param file null where it was not named
     * @param others files that the command reads, or writes too
     * @param kind of file that may be replaced, in words
     */
    static void require(
            CommandSpec spec,
            String option,
            Path file,
            List<Path> others,
            String kind,
            Reading reading) {
        if (file == null) {
            return;
        }
        for (Path other : others) {
            if (same(file, other)) {
                throw Usage.wrong(
                        spec,
                        "%s is %s, which this command reads or writes already. Name another file"
                                .formatted(option, file));
            }
        }
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw Usage.wrong(
                    spec,
                    "%s is the %s %s, must be a file"
                            .formatted(
                                    option,
                                    Files.isDirectory(file) ? "directory" : "device or pipe",
                                    file));
        }
        try {
            reading.read(file);
        } catch (IOException | IllegalArgumentException e) {
            throw Usage.wrong(
                    spec,
                    "%s is %s, which is there and no %s: it would be lost. Name another file, or remove this one"
                            .formatted(option, file, kind));
        }
    }

    /**
     * Refuses a place for a directory where there is something else.
     *
     * @param directory null where it was not named
     */
    static void requireDirectory(CommandSpec spec, String option, Path directory) {
        if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
            throw Usage.wrong(
                    spec,
                    "%s is %s, which is no directory. Name one, or a place for one"
                            .formatted(option, directory));
        }
    }

    private static boolean same(Path file, Path other) {
        try {
            return file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                    || (Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other));
        } catch (IOException e) {
            return false; // whoever opens them will say what is wrong
        }
    }

    /** Fails where a file does not begin so, or is empty. */
    static void requireBeginning(Path file, String beginning) throws IOException {
        byte[] expected = beginning.getBytes(StandardCharsets.ISO_8859_1);
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(expected.length), expected)) {
                throw new IOException(file + " begins with something else than " + beginning);
            }
        }
    }
}
