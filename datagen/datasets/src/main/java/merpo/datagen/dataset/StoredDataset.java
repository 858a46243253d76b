package merpo.datagen.dataset;

/**
 * A verified file: its rows, where they came from, and all attributes as they stand in the file.
 */
public record StoredDataset(Dataset dataset, Provenance provenance, Attributes attributes) {
    public DatasetStatistics statistics() {
        return DatasetStatistics.of(dataset);
    }

    public String contentSha256() {
        return attributes.text("content_sha256");
    }
}
