package merpo.datagen.inspect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.dataset.Manifest;

/**
 * One dataset, ours or foreign, or all of ours below a directory, inspected.
 *
 * @param path as the user named it
 * @param all in the order of their files
 */
public record DatasetInspection(Path path, List<Inspection> all) {
    public DatasetInspection {
        all = List.copyOf(all);
    }

    /**
     * Verifies and checks.
     *
     * @param untrusted lets plain Java read each file before libhdf5 does
     * @param told before each file: all of them, and the place of the next
     */
    public static DatasetInspection of(
            Path path, boolean untrusted, BiConsumer<List<Path>, Integer> told) throws IOException {
        List<Inspection> all = new ArrayList<>();
        List<Path> files = files(path);
        for (Path file : files) {
            told.accept(files, all.size());
            all.add(Inspection.of(file, untrusted));
        }
        return new DatasetInspection(path, all);
    }

    /** Whether every check passed. */
    public boolean sound() {
        return all.stream().allMatch(Inspection::sound);
    }

    /** For programs: an array with an object per dataset. */
    public String json() {
        return InspectionJson.of(all);
    }

    /** For a terminal: all of one dataset, or a line for each of several. */
    public void print(PrintWriter out) {
        if (all.size() == 1 && all.get(0).file().equals(path)) {
            InspectionText.print(all.get(0), out);
        } else {
            InspectionTable.print(path, all, out);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        if (foreign(path)) {
            return List.of(path);
        }
        List<Path> files = DatasetFiles.below(path, DatasetFiles::named);
        if (files.isEmpty()) {
            throw new DatasetException(
                    path
                            + " has no .h5 or .hdf5 file below it: expected datasets. Make some: ./merpo generate");
        }
        manifests(path);
        return files;
    }

    private static boolean foreign(Path directory) {
        try {
            return Import.detect(directory) != ForeignFormat.MERPO;
        } catch (DatasetException e) {
            return false;
        }
    }

    private static void manifests(Path directory) throws IOException {
        for (Path manifest :
                DatasetFiles.below(directory, file -> file.endsWith(Manifest.FILE_NAME))) {
            List<String> problems =
                    Manifest.load(manifest.getParent()).verify(manifest.getParent());
            if (!problems.isEmpty()) {
                throw new DatasetException(
                        "%s: %s. Put the files back as they were, or make them again: ./merpo generate into another directory"
                                .formatted(manifest, String.join("; ", problems)));
            }
        }
    }
}
