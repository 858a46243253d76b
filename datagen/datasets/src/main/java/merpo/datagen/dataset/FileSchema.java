package merpo.datagen.dataset;

/** The attributes of a file but its digest: schema, widths, statistics, provenance. */
final class FileSchema {
    static final String NAME = "merpo-dataset";
    static final String VERSION = "1.0";

    private FileSchema() {}

    static Attributes describe(Dataset dataset, Provenance provenance) {
        AttributesBuilder to = describe(dataset);
        provenance.describe(to);
        return to.build();
    }

    /** Without provenance. */
    static AttributesBuilder describe(Dataset dataset) {
        RowShape shape = dataset.shape();
        AttributesBuilder to =
                new AttributesBuilder()
                        .text("schema", NAME)
                        .text("schema_version", VERSION)
                        .whole("obs_dim", shape.observation())
                        .whole("act_dim", shape.action())
                        .whole("nq", shape.positions())
                        .whole("nv", shape.velocities());
        DatasetStatistics.of(dataset).describe(to);
        return to;
    }

    /** Fails unless the attributes are of this schema with the same major version. */
    static void require(Attributes attributes) {
        String schema = attributes.has("schema") ? attributes.text("schema") : "absent";
        if (!schema.equals(NAME)) {
            throw new IllegalArgumentException(
                    "attribute \"schema\" is "
                            + schema
                            + ", must be \""
                            + NAME
                            + "\": this HDF5 file was not written by merpo");
        }
        String version = attributes.text("schema_version");
        if (!version.startsWith("1.")) {
            throw new IllegalArgumentException(
                    "attribute \"schema_version\" is \""
                            + version
                            + "\", this program reads 1.x:"
                            + " use a newer merpo");
        }
    }

    static RowShape shape(Attributes attributes) {
        return new RowShape(
                width(attributes, "obs_dim"),
                width(attributes, "act_dim"),
                width(attributes, "nq"),
                width(attributes, "nv"));
    }

    private static int width(Attributes attributes, String name) {
        long width = attributes.whole(name);
        if (width < 0 || width > 1_000_000) {
            throw new IllegalArgumentException(
                    "attribute \"" + name + "\" is " + width + ", must be in [0, 1000000]");
        }
        return (int) width;
    }
}
