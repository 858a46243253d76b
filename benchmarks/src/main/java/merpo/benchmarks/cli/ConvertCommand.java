package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.convert.Imported;
import merpo.datagen.convert.MinariExport;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.run.Progress;
import merpo.envs.Environments;
import merpo.envs.storage.AtomicFile.Existing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a dataset of any known layout and writes it in another. */
@Command(
        name = "convert",
        description = "Turn datasets of other projects into ours, and ours into theirs.",
        footer = {
            "",
            "Reads merpo, D4RL (v0, v1, v2), Minari (HDF5), MACAW, FOCAL-latest and .npz; every rule that was applied to the rows is printed, and stored in a file of ours.",
            "Example: ./merpo convert hopper_medium-v2.hdf5 --to merpo --out hopper-medium.h5",
            "Example: ./merpo convert data/cheetahs/medium/task-000.h5 --to minari --out ~/.minari/datasets"
        })
final class ConvertCommand implements Callable<Integer> {
    /** Layouts that are written. */
    enum Target {
        merpo,
        d4rl,
        minari,
        d3rlpy
    }

    @Parameters(paramLabel = "IN", description = "A dataset: a file, or a directory.")
    Path in;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}: our file, HDF5, a directory, flat arrays (.npz).")
    Target to;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "The file; for minari the directory that holds all its datasets.")
    Path out;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "merpo, d4rl, minari, macaw, focal or d3rlpy (default: as IN looks).")
    String from;

    @Option(
            names = "--env",
            paramLabel = "ID",
            description = "Environment that made the rows; gives widths and time limit.")
    String environment;

    @Option(
            names = "--task",
            paramLabel = "K",
            description = "Index of the task; in a folder of tasks, which of them.")
    Integer task;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=X,X",
            description = "Numbers of the task, where the file does not say; repeatable.")
    Map<String, String> parameters = Map.of();

    @Option(
            names = "--ref-min",
            paramLabel = "X",
            description = "Return that scores 0, where the file does not say: a random policy's.")
    Double lowest;

    @Option(
            names = "--ref-max",
            paramLabel = "X",
            description = "Return that scores 1, likewise: an expert's. Both, or neither.")
    Double highest;

    @Option(
            names = "--horizon",
            paramLabel = "N",
            description = "Steps after which time runs out, where the file does not say.")
    Integer horizon;

    @Option(
            names = "--name",
            paramLabel = "ID",
            description = "Minari's id (default: merpo/ENVIRONMENT/QUALITY-task-K-v0).")
    String name;

    @Option(names = "--overwrite", description = "Replace what is there already.")
    boolean overwrite;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        requireOutput();
        ImportOptions options = options();
        Optional<ForeignFormat> given = Optional.ofNullable(from).map(this::format);
        ForeignFormat format = given.orElseGet(() -> Import.detect(in));
        Progress progress = Terminal.passing();
        progress.stage("read", 0, "files");
        Imported source = Import.read(in, Optional.of(format), options);
        progress.stage("write", 0, "files");
        progress.step(0, source.dataset().size() + " rows");
        Path written = write(source);
        progress.stageDone();
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s, %s: %d rows in %d episodes%n",
                in,
                format.text(),
                source.dataset().size(),
                source.dataset().episodes().size());
        source.notes().forEach(note -> print.println("  " + note));
        print.println("rows         " + Export.rowsSha256(source.dataset()));
        print.println("written      " + written + ", " + to);
        if (to == Target.minari) {
            print.printf(
                    "load         MINARI_DATASETS_PATH=%s; minari.load_dataset(\"%s\")%n",
                    out, out.relativize(written));
        }
        return 0;
    }

    private void requireOutput() {
        switch (to) {
            case merpo, d4rl ->
                    Outputs.require(spec, "--out", out, List.of(in), Outputs.Kind.DATASET);
            case d3rlpy -> Outputs.require(spec, "--out", out, List.of(in), Outputs.Kind.ARRAYS);
            case minari -> {
                // a directory, whose entries have their own law
            }
        }
    }

    private Path write(Imported source) {
        Existing existing = overwrite ? Existing.REPLACE : Existing.REFUSE;
        switch (to) {
            case merpo -> DatasetWriter.write(out, existing, source.dataset(), source.provenance());
            case d4rl ->
                    Export.d4rl(out, existing, source.dataset(), Optional.of(source.provenance()));
            case d3rlpy -> Export.d3rlpy(out, existing, source.dataset());
            case minari -> {
                String id = name == null ? MinariExport.defaultId(source.provenance()) : name;
                return MinariExport.write(out, id, existing, source.dataset(), source.provenance());
            }
        }
        return out;
    }

    private ImportOptions options() {
        if (name != null && to != Target.minari) {
            throw Usage.wrong(
                    spec, "--name is " + name + ", but only minari has names; leave it out");
        }
        return Usage.require(
                spec,
                () ->
                        new ImportOptions(
                                Optional.ofNullable(environment).map(Environments::named),
                                number(task),
                                number(horizon),
                                reference(),
                                numbers(),
                                Build.software()));
    }

    private Optional<ReferenceScores> reference() {
        if ((lowest == null) != (highest == null)) {
            throw Usage.wrong(
                    spec,
                    "%s is missing: returns that score 0 and 1 are given together, --ref-min X --ref-max Y"
                            .formatted(lowest == null ? "--ref-min" : "--ref-max"));
        }
        return Optional.ofNullable(lowest).map(min -> new ReferenceScores(min, highest));
    }

    private Map<String, List<Double>> numbers() {
        Map<String, List<Double>> numbers = new TreeMap<>();
        parameters.forEach(
                (parameter, list) -> {
                    try {
                        numbers.put(
                                parameter,
                                Arrays.stream(list.split(",", -1))
                                        .map(text -> Double.valueOf(text.strip()))
                                        .toList());
                    } catch (NumberFormatException e) {
                        throw Usage.wrong(
                                spec,
                                "--parameter %s is \"%s\", must be numbers with commas between them"
                                        .formatted(parameter, list));
                    }
                });
        return numbers;
    }

    private ForeignFormat format(String text) {
        try {
            return ForeignFormat.of(text);
        } catch (IllegalArgumentException e) {
            throw Usage.wrong(spec, "--from: " + e.getMessage());
        }
    }

    private static OptionalInt number(Integer given) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }
}
