package merpo.datagen.convert;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.RowShape;

/**
 * The arrays that d3rlpy's {@code MDPDataset} takes, as one .npz: observations, actions, rewards
 * [N, 1], terminals and timeouts. d3rlpy needs no successors inside an episode; they are in the
 * file under D4RL's name for whoever does.
 */
final class D3rlpyExport {
    /** The earliest time that a zip can hold: same content, same bytes. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private D3rlpyExport() {}

    static void write(Path file, Dataset dataset) throws IOException {
        RowShape shape = dataset.shape();
        int rows = dataset.size();
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "observations");
            Npy.write(zip, dataset.observations(), rows, shape.observation());
            entry(zip, "actions");
            Npy.write(zip, dataset.actions(), rows, shape.action());
            entry(zip, "rewards");
            Npy.write(zip, dataset.rewards(), rows, 1);
            entry(zip, "terminals");
            Npy.write(zip, dataset.terminals());
            entry(zip, "timeouts");
            Npy.write(zip, dataset.timeouts());
            entry(zip, "next_observations");
            Npy.write(zip, dataset.nextObservations(), rows, shape.observation());
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
    }
}
