package merpo.datagen.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.convert.Imported;
import merpo.datagen.convert.MissingSuccessors;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.StoredDataset;

/**
 * One dataset, read, verified and checked.
 *
 * @param file as the user named it
 * @param format of the file
 * @param contentSha256 of a file of ours
 * @param rowsSha256 of the rows alone, whatever the format
 * @param notes rules that were applied to foreign rows
 */
public record Inspection(
        Path file,
        ForeignFormat format,
        Dataset dataset,
        Provenance provenance,
        DatasetStatistics statistics,
        Optional<String> contentSha256,
        String rowsSha256,
        List<String> notes,
        Histogram returns,
        List<Verdict> verdicts) {
    public Inspection {
        notes = List.copyOf(notes);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Reads and checks.
     *
     * @param untrusted lets a library in plain Java read the whole file before libhdf5 sees it
     */
    public static Inspection of(Path file, boolean untrusted) {
        List<Verdict> verdicts = new ArrayList<>();
        ForeignFormat format = format(file);
        if (format != ForeignFormat.MERPO) {
            return foreign(file, format, verdicts);
        }
        Optional<String> first = Optional.empty();
        if (untrusted) {
            first = Optional.of(Export.rowsSha256(Import.readPlainly(file, options())));
        }
        StoredDataset stored = DatasetReader.read(file);
        String rows = Export.rowsSha256(stored.dataset());
        first.ifPresent(
                plain ->
                        verdicts.add(
                                Verdict.of(
                                        "plain Java and libhdf5 read the same rows",
                                        plain.equals(rows),
                                        "rows "
                                                + plain.substring(0, 12)
                                                + ", "
                                                + rows.substring(0, 12))));
        verdicts.add(
                Verdict.of(
                        "the file is as its schema says",
                        true,
                        "types, shapes, own storage, filters, counts, content digest"));
        return checked(
                file,
                format,
                stored.dataset(),
                stored.provenance(),
                Optional.of(stored.contentSha256()),
                rows,
                List.of(),
                verdicts);
    }

    /** A damaged file of ours stays ours, so that our reader says what is wrong with it. */
    private static ForeignFormat format(Path file) {
        try {
            return Import.detect(file);
        } catch (DatasetException e) {
            if (DatasetFiles.named(file) && !DatasetReader.foreign(file)) {
                return ForeignFormat.MERPO;
            }
            throw e;
        }
    }

    private static Inspection foreign(Path file, ForeignFormat format, List<Verdict> verdicts) {
        Imported imported = Import.read(file, Optional.of(format), options());
        return checked(
                file,
                format,
                imported.dataset(),
                imported.provenance(),
                Optional.empty(),
                Export.rowsSha256(imported.dataset()),
                imported.notes(),
                verdicts);
    }

    private static ImportOptions options() {
        return ImportOptions.none(Build.software());
    }

    private static Inspection checked(
            Path file,
            ForeignFormat format,
            Dataset dataset,
            Provenance provenance,
            Optional<String> content,
            String rows,
            List<String> notes,
            List<Verdict> verdicts) {
        verdicts.addAll(
                RowChecks.of(
                        dataset,
                        provenance.environment().maxEpisodeSteps(),
                        provenance
                                .imported()
                                .filter(
                                        from ->
                                                from.unknown()
                                                        .contains(MissingSuccessors.LAST_ROWS))
                                .isPresent()));
        verdicts.addAll(EnvironmentChecks.of(dataset, provenance));
        return new Inspection(
                file,
                format,
                dataset,
                provenance,
                DatasetStatistics.of(dataset),
                content,
                rows,
                notes,
                Histogram.of(dataset.returns()),
                verdicts);
    }

    /** Undiscounted, in the order of the file. */
    public DoubleStream episodeReturns() {
        return Arrays.stream(dataset.returns());
    }

    /** Whether no check failed. */
    public boolean sound() {
        return verdicts.stream().noneMatch(v -> v.outcome() == Verdict.Outcome.FAIL);
    }
}
