package merpo.datagen.dataset;

/**
 * A verified file: its rows, where they came from, and all attributes as they stand in the file.
 */
public record StoredDataset(Dataset dataset, Provenance provenance, Attributes attributes) {
    /** As the file states them. */
    public DatasetStatistics statistics() {
        return DatasetStatistics.of(dataset);
    }

    /** By which the content is known again. */
    public String contentSha256() {
        return attributes.text("content_sha256");
    }
}
