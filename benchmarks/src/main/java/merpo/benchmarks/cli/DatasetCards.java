package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.run.Refusal;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.StoredDataset;

/** Shows a dataset file as a card, a directory as a table; every file is verified on the way. */
final class DatasetCards implements DatasetInspector {
    private static final String ROW = "%-32s %-8s %5s %6s %8s %9s %9s  %-10s %s%n";

    @Override
    public void inspect(Path path, PrintWriter out) throws IOException {
        if (Files.isDirectory(path)) {
            table(path, out);
        } else {
            card(path, out);
        }
    }

    private static void table(Path directory, PrintWriter out) throws IOException {
        List<Path> files = below(directory, ".h5");
        if (files.isEmpty()) {
            throw new Refusal(
                    directory
                            + " has no .h5 file below it: expected datasets. Make some: ./merpo prepare --out DIR");
        }
        for (Path manifest : below(directory, Manifest.FILE_NAME)) {
            List<String> problems =
                    Manifest.load(manifest.getParent()).verify(manifest.getParent());
            if (!problems.isEmpty()) {
                throw new Refusal(
                        manifest
                                + ": "
                                + String.join("; ", problems)
                                + ". Make the data again: ./merpo prepare --overwrite --out DIR");
            }
        }
        out.printf(
                Locale.ROOT,
                ROW,
                "file",
                "quality",
                "task",
                "rows",
                "episodes",
                "return",
                "std",
                "checkpoint",
                "parameters");
        for (Path file : files) {
            StoredDataset stored = DatasetReader.read(file);
            DatasetStatistics statistics = stored.statistics();
            Provenance provenance = stored.provenance();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    directory.relativize(file),
                    provenance.quality().quality().text(),
                    provenance.task().index(),
                    statistics.transitions(),
                    statistics.episodes(),
                    "%.2f".formatted(statistics.returnMean()),
                    "%.2f".formatted(statistics.returnStd()),
                    checkpoints(provenance),
                    parameters(provenance));
        }
        out.println(files.size() + " files, all verified");
    }

    private static List<Path> below(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void card(Path file, PrintWriter out) {
        StoredDataset stored = DatasetReader.read(file);
        DatasetStatistics statistics = stored.statistics();
        Provenance provenance = stored.provenance();
        line(out, "file", file);
        line(out, "environment", provenance.environment().id());
        line(
                out,
                "task",
                "%d of %d, %s, %s"
                        .formatted(
                                provenance.task().index(),
                                provenance.task().count(),
                                provenance.task().split().text(),
                                parameters(provenance)));
        line(out, "quality", provenance.quality().quality().text());
        line(
                out,
                "behavior",
                "%s, %s, checkpoint %s"
                        .formatted(
                                provenance.behavior().algorithm(),
                                provenance.behavior().mode().text(),
                                checkpoints(provenance)));
        line(
                out,
                "rows",
                "%d in %d episodes, %d ended by the task, %d by time"
                        .formatted(
                                statistics.transitions(),
                                statistics.episodes(),
                                statistics.terminals(),
                                statistics.timeouts()));
        line(
                out,
                "return",
                String.format(
                        Locale.ROOT,
                        "%.3f \u00b1 %.3f, from %.3f to %.3f",
                        statistics.returnMean(),
                        statistics.returnStd(),
                        statistics.returnMin(),
                        statistics.returnMax()));
        provenance
                .quality()
                .reference()
                .ifPresent(
                        reference ->
                                line(
                                        out,
                                        "share",
                                        String.format(
                                                Locale.ROOT,
                                                "%.3f between random (%.3f) and SAC's end (%.3f)",
                                                reference.normalize(statistics.returnMean()),
                                                reference.min(),
                                                reference.max())));
        line(
                out,
                "made by",
                "merpo %s, commit %s, Java %s"
                        .formatted(
                                provenance.software().version(),
                                provenance.software().commit(),
                                provenance.software().java()));
        line(out, "content", stored.contentSha256() + ", verified");
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.printf(Locale.ROOT, "%-12s %s%n", name, value);
    }

    private static String checkpoints(Provenance provenance) {
        return provenance.behavior().checkpointSteps().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static String parameters(Provenance provenance) {
        return provenance.task().parameters().entrySet().stream()
                .map(DatasetCards::parameter)
                .collect(Collectors.joining(" "));
    }

    private static String parameter(Map.Entry<String, Double> parameter) {
        return String.format(Locale.ROOT, "%s=%.4f", parameter.getKey(), parameter.getValue());
    }
}
