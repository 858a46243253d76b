package merpo.datagen.convert;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's HDF5 file, read in plain Java: damage ends in an exception and never in a dead
 * process. Links are not followed, and memory is taken only for arrays that the file can hold.
 */
final class ForeignHdf5 implements RowFile {
    /** Deflate's best ratio; LZF's is far below. */
    private static final long BEST_RATIO = 1032;

    private final HdfFile file;
    private final long bytes;

    private ForeignHdf5(HdfFile file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static ForeignHdf5 open(Path path) throws IOException {
        long bytes = Files.size(path);
        return new ForeignHdf5(new HdfFile(path), bytes);
    }

    @Override
    public Set<String> names() {
        return file.getChildren().keySet();
    }

    @Override
    public boolean has(String path) {
        return node(path).isPresent();
    }

    boolean isGroup(String path) {
        return node(path).filter(Node::isGroup).isPresent();
    }

    @Override
    public Optional<Claim> claim(String path) {
        return node(path)
                .map(node -> dataset(path, node))
                .map(
                        dataset -> {
                            long[] shape = dataset.getDimensionsAsLong();
                            int size = dataset.getDataType().getSize();
                            requirePlausible(path, shape, size);
                            return new Claim(path, Arrays.stream(shape).boxed().toList(), size);
                        });
    }

    @Override
    public Optional<ForeignArray> optional(String path) {
        return node(path).map(node -> read(path, node));
    }

    @Override
    public Optional<String> text(String path) {
        return node(path)
                .map(node -> dataset(path, node))
                .filter(dataset -> dataset.isScalar() && dataset.getSizeInBytes() <= bytes)
                .map(dataset -> String.valueOf(dataset.getData()));
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(file.getAttributes().get(name))
                .map(Attribute::getData)
                .map(String::valueOf);
    }

    /** Reads every attribute of the root, so that a damaged one shows. */
    void readAttributes() {
        for (Attribute attribute : file.getAttributes().values()) {
            if (attribute.getSizeInBytes() > bytes) {
                throw new IllegalArgumentException(
                        "attribute \"%s\" claims %d bytes, the file has %d"
                                .formatted(attribute.getName(), attribute.getSizeInBytes(), bytes));
            }
            if (attribute.getData() == null) {
                throw new IllegalArgumentException(
                        "attribute \"" + attribute.getName() + "\" has no value");
            }
        }
    }

    private Optional<Node> node(String path) {
        Node node = file;
        if (path.isEmpty()) {
            return Optional.of(node);
        }
        for (String part : List.of(path.split("/", -1))) {
            if (!(node instanceof Group group)) {
                return Optional.empty();
            }
            node = group.getChildren().get(part);
            if (node == null) {
                return Optional.empty();
            }
            if (node.isLink()) {
                throw new IllegalArgumentException(
                        "\"%s\" is a link, must be rows of this file. Copy them into it"
                                .formatted(path));
            }
        }
        return Optional.of(node);
    }

    private static Dataset dataset(String path, Node node) {
        if (!(node instanceof Dataset dataset)) {
            throw new IllegalArgumentException(
                    "\"%s\" is a %s, must be a dataset. Write its rows under this name"
                            .formatted(path, node.getType().name().toLowerCase(Locale.ROOT)));
        }
        return dataset;
    }

    private ForeignArray read(String path, Node node) {
        Dataset dataset = dataset(path, node);
        DataType type = dataset.getDataType();
        if (!(type instanceof FloatingPoint
                || type instanceof FixedPoint
                || type instanceof EnumDataType
                || type instanceof BitField)) {
            throw new IllegalArgumentException(
                    "\"%s\" holds values of the kind \"%s\", must hold numbers or flags. Write it again as such"
                            .formatted(path, kind(type)));
        }
        int[] dimensions = requireFits(path, dataset.getDimensionsAsLong(), type.getSize());
        Object flat = dataset.getDataFlat();
        return new ForeignArray(path, dimensions, flat.getClass().isArray() ? flat : boxed(flat));
    }

    /** As in HDF5: compound, string. */
    private static String kind(DataType type) {
        return type.getClass()
                .getSimpleName()
                .replaceAll("Data(Type)?$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Object boxed(Object scalar) {
        return scalar instanceof String text
                ? new String[] {text}
                : new double[] {((Number) scalar).doubleValue()};
    }

    /** Refuses what a file only claims, before memory is taken for it. */
    private void requirePlausible(String path, long[] dimensions, int size) {
        double elements = Arrays.stream(dimensions).mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
        String claim = "\"%s\" claims the shape %s".formatted(path, Arrays.toString(dimensions));
        if (Arrays.stream(dimensions).anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException(
                    claim + ", must have rows. Fetch it again, or name another");
        }
        if (elements * size > (double) bytes * BEST_RATIO) {
            throw new IllegalArgumentException(
                    "%s of %d bytes each, more than a file of %d bytes can hold"
                            .formatted(claim, size, bytes));
        }
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    claim + ", a Java array holds 2^31 numbers. Split the data");
        }
    }

    private int[] requireFits(String path, long[] dimensions, int size) {
        requirePlausible(path, dimensions, size);
        HeapNeed need = new HeapNeed();
        need.add(new Claim(path, Arrays.stream(dimensions).boxed().toList(), size));
        need.require();
        return Arrays.stream(dimensions).mapToInt(d -> (int) d).toArray();
    }

    @Override
    public void close() {
        file.close();
    }
}
