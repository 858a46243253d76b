package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import merpo.datagen.dataset.WrittenFile;
import merpo.datagen.generate.DatasetOrder;
import merpo.datagen.generate.GenerateDatasets;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.Memory;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;

/** Tells of the datasets of one quality: their size before, how far they are, what was written. */
final class GenerationReport implements GenerateDatasets.Listener {
    private static final double COMPRESSED = 0.8; // of the arrays' bytes, as seen in all families

    private final EnvironmentDefinition definition;
    private final RunDirectory directory;
    private final Path place;
    private final DatasetOrder order;
    private final PrintWriter text;
    private final Progress progress = Terminal.progress();
    private final List<String> lines = new ArrayList<>();
    private boolean begun;
    private int files;
    private long bytes;

    /**
     * A report.
     *
     * @param place of the files, as the user named it
     */
    GenerationReport(
            EnvironmentDefinition definition,
            RunDirectory directory,
            Path place,
            DatasetOrder order,
            PrintWriter text) {
        this.definition = definition;
        this.directory = directory;
        this.place = place;
        this.order = order;
        this.text = text;
    }

    /** What the files will hold, before there is one. */
    private String expected() {
        double rows = (double) order.tasks().size() * order.transitions();
        double all = rows * GenerateDatasets.rowBytes(definition) * COMPRESSED;
        return "%s: %s of %d rows or more, about %s in all"
                .formatted(
                        order.quality().text(),
                        files(order.tasks().size()),
                        order.transitions(),
                        Memory.bytes((long) all));
    }

    @Override
    public void played(long rows, long of) {
        if (!begun) {
            begun = true;
            progress.note(expected());
            progress.stage(order.quality().text(), of, "rows");
        }
        progress.step(rows, "");
    }

    @Override
    public void written(int task, WrittenFile file) {
        files++;
        bytes += file.bytes();
    }

    @Override
    public void outside(int task, double share) {
        lines.add(
                "task %d has no %s policy within its band; the nearest returns %.2f of the final one"
                        .formatted(task, order.quality().text(), share));
    }

    @Override
    public void unlike(int task, double returned, double measured) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "task %d: its policy returns %.1f, and %.1f when it was measured: it is not the one that its description says, or the environment is another",
                        task,
                        returned,
                        measured));
    }

    @Override
    public void fewer(int task, int rows) {
        lines.add(
                "task %d: its training saw only %d transitions up to its medium policy; all are kept"
                        .formatted(task, rows));
    }

    @Override
    public void diverged(Divergence broken) {
        new BrokenEpisodes(directory, lines::add).accept(broken);
    }

    /** One line for all files, and one for whatever a reader of the data should know. */
    void end() {
        progress.stageDone();
        lines.forEach(text::println);
        int kept = order.tasks().size() - files;
        List<String> said = new ArrayList<>();
        if (files > 0) {
            said.add("%s, %s".formatted(files(files), Memory.bytes(bytes)));
        }
        if (kept > 0) {
            said.add("%s finished before, kept".formatted(files(kept)));
        }
        text.printf("%s: %s%n", place, String.join("; ", said));
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }
}
