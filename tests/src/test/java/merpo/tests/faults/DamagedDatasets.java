package merpo.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.StoredDataset;

/**
 * A process that damages a file again and again and reads what came of it, so that a crash of the
 * virtual machine is seen by another one. The last damaged file stays for a look.
 */
final class DamagedDatasets {
    private final byte[] whole;
    private final StoredDataset stored;
    private final Path damaged;
    private int detected;
    private int harmless;
    private int lost;

    private DamagedDatasets(Path file) throws IOException {
        whole = Files.readAllBytes(file);
        stored = DatasetReader.read(file);
        damaged = file.resolveSibling("damaged-" + file.getFileName());
    }

    /** FILE TIMES SEED; prints how many were detected, harmless and lost. */
    public static void main(String[] arguments) throws IOException {
        DamagedDatasets files = new DamagedDatasets(Path.of(arguments[0]));
        int times = Integer.parseInt(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        for (int trial = 0; trial < times; trial++) {
            Damage damage = Damage.any(random);
            Files.write(files.damaged, damage.to(files.whole, random));
            files.read("trial %d, %s".formatted(trial, damage));
        }
        System.out.printf(
                "detected %d harmless %d lost %d%n", files.detected, files.harmless, files.lost);
    }

    /** Whatever is thrown but the one exception that a reader throws is a loss. */
    @SuppressWarnings("CatchingUnchecked")
    private void read(String place) {
        try {
            StoredDataset found = DatasetReader.read(damaged, 1);
            boolean same =
                    found.dataset().equals(stored.dataset())
                            && found.attributes().equals(stored.attributes());
            harmless += same ? 1 : 0;
            if (!same) {
                lose(place, "reads as something else, silently");
            }
        } catch (DatasetException e) {
            detected++;
            if (!e.getMessage().startsWith(damaged + ": ") || e.getMessage().contains("null")) {
                lose(place, "\"" + e.getMessage() + "\" does not say what is wrong");
            }
        } catch (RuntimeException | Error e) {
            lose(place, e.toString());
            e.printStackTrace(System.out);
        }
    }

    private void lose(String place, String how) {
        lost++;
        System.out.println(place + ": " + how);
    }
}
