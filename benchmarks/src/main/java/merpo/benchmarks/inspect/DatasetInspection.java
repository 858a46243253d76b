package merpo.benchmarks.inspect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.inspect.Inspection;
import merpo.datagen.run.Refusal;
import merpo.envs.storage.AtomicFile;

/** Inspects one dataset, ours or foreign, or all of ours below a directory. */
public final class DatasetInspection {
    private DatasetInspection() {}

    /**
     * Verifies and prints.
     *
     * @return whether every check passed
     */
    public static boolean show(Path path, Presentation how, PrintWriter out) throws IOException {
        List<Path> files = files(path);
        boolean one = files.equals(List.of(path));
        List<Inspection> all = new ArrayList<>();
        for (Path file : files) {
            all.add(Inspection.of(file, how.untrusted()));
        }
        if (how.json()) {
            out.println(InspectionJson.of(all));
        } else if (one) {
            InspectionText.print(all.get(0), out);
        } else {
            InspectionTable.print(path, all, out);
        }
        if (how.page().isPresent()) {
            String title = "Dataset " + path.toAbsolutePath().normalize().getFileName();
            AtomicFile.write(
                    how.page().get(), AtomicFile.Existing.REPLACE, DatasetPage.html(title, all));
            if (!how.json()) {
                out.println("card         " + how.page().get());
            }
        }
        return all.stream().allMatch(Inspection::sound);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = below(path, ".h5");
        if (files.isEmpty()) {
            if (foreign(path)) {
                return List.of(path);
            }
            throw new Refusal(
                    path
                            + " has no .h5 file below it: expected datasets. Make some: ./merpo generate");
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
        for (Path manifest : below(directory, Manifest.FILE_NAME)) {
            List<String> problems =
                    Manifest.load(manifest.getParent()).verify(manifest.getParent());
            if (!problems.isEmpty()) {
                throw new Refusal(
                        manifest
                                + ": "
                                + String.join("; ", problems)
                                + ". Make the data again: ./merpo generate into another directory");
            }
        }
    }

    private static List<Path> below(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
