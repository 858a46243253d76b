package merpo.datagen.convert;

import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Provenance;

/**
 * A foreign file as our dataset.
 *
 * @param provenance says "unknown" where nobody knows
 * @param notes every rule that was applied to the rows
 */
public record Imported(Dataset dataset, Provenance provenance, List<String> notes) {
    public Imported {
        notes = List.copyOf(notes);
    }
}
