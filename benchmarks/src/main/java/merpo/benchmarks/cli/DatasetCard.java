package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetStatistics;
import merpo.datagen.dataset.StoredDataset;

/** What one dataset file is and holds, in a few lines. */
final class DatasetCard implements DatasetInspector {
    @Override
    public void inspect(Path file, PrintWriter out) {
        StoredDataset stored = DatasetReader.read(file);
        DatasetStatistics statistics = stored.statistics();
        out.printf(
                Locale.ROOT,
                "%s: %s, task %d (%s) %s, %s%n",
                file,
                stored.provenance().environment().id(),
                stored.provenance().task().index(),
                stored.provenance().task().split().text(),
                stored.provenance().task().parameters(),
                stored.provenance().quality().quality().text());
        out.printf(Locale.ROOT, "  %s%n", statistics);
        out.printf(
                Locale.ROOT,
                "  behavior %s, checkpoint %s, %s%n",
                stored.provenance().behavior().algorithm(),
                stored.provenance().behavior().checkpointSteps(),
                stored.provenance().behavior().mode().text());
        out.printf(Locale.ROOT, "  content %s, verified%n", stored.contentSha256());
    }
}
