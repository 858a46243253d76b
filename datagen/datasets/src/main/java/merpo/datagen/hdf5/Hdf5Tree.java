package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gget_info;
import static org.bytedeco.hdf5.global.hdf5.H5Gopen2;
import static org.bytedeco.hdf5.global.hdf5.H5L_TYPE_EXTERNAL;
import static org.bytedeco.hdf5.global.hdf5.H5L_TYPE_HARD;
import static org.bytedeco.hdf5.global.hdf5.H5Lget_info2;
import static org.bytedeco.hdf5.global.hdf5.H5Lget_name_by_idx;
import static org.bytedeco.hdf5.global.hdf5.H5O_INFO_BASIC;
import static org.bytedeco.hdf5.global.hdf5.H5O_TYPE_DATASET;
import static org.bytedeco.hdf5.global.hdf5.H5O_TYPE_GROUP;
import static org.bytedeco.hdf5.global.hdf5.H5Oget_info_by_name3;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5_INDEX_NAME;
import static org.bytedeco.hdf5.global.hdf5.H5_ITER_INC;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.hdf5.H5G_info_t;
import org.bytedeco.hdf5.H5L_info2_t;
import org.bytedeco.hdf5.H5O_info2_t;

/**
 * Which datasets a file holds: the schema's, no others, each by a plain link. A link elsewhere is
 * refused before it is followed. Only under {@link Hdf5Lock}.
 */
final class Hdf5Tree {
    private static final int MOST_LINKS = 1000;
    private static final int MOST_NAME_BYTES = 256;
    private static final String INFOS = "infos";

    private Hdf5Tree() {}

    static void require(Hdf5Id file, List<Column> columns) {
        Set<String> expected =
                columns.stream().map(Column::path).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        list(file, "/", "", found);
        for (String path : expected) {
            if (!found.contains(path)) {
                throw new IllegalArgumentException("dataset \"" + path + "\" is missing");
            }
        }
        for (String path : found) {
            if (!expected.contains(path)) {
                throw new IllegalArgumentException(
                        "dataset \""
                                + path
                                + "\" is not part of the schema, must not be here:"
                                + " loaders index every dataset by row");
            }
        }
    }

    private static void list(Hdf5Id file, String group, String prefix, Set<String> found) {
        try (Hdf5Id id =
                Hdf5Id.own(
                        H5Gopen2(file.id(), group, H5P_DEFAULT),
                        g -> H5Gclose(g),
                        "open group " + group)) {
            long links = links(id);
            for (long i = 0; i < links; i++) {
                String name = name(id, i);
                String path = prefix + name;
                requirePlainLink(id, name, path);
                int kind = kind(id, name);
                if (kind == H5O_TYPE_DATASET) {
                    found.add(path);
                } else if (kind == H5O_TYPE_GROUP && path.equals(INFOS)) {
                    list(file, "/" + INFOS, INFOS + "/", found);
                } else {
                    throw new IllegalArgumentException(
                            "\""
                                    + path
                                    + "\" is not a dataset; only the group \""
                                    + INFOS
                                    + "\" may stand beside the row arrays");
                }
            }
        }
    }

    private static long links(Hdf5Id group) {
        try (H5G_info_t info = new H5G_info_t()) {
            Hdf5.check(H5Gget_info(group.id(), info), "list a group");
            if (info.nlinks() > MOST_LINKS) {
                throw new IllegalArgumentException(
                        "a group has "
                                + info.nlinks()
                                + " members, at most "
                                + MOST_LINKS
                                + " are read");
            }
            return info.nlinks();
        }
    }

    private static String name(Hdf5Id group, long index) {
        byte[] bytes = new byte[MOST_NAME_BYTES + 1];
        long length =
                H5Lget_name_by_idx(
                        group.id(),
                        ".",
                        H5_INDEX_NAME,
                        H5_ITER_INC,
                        index,
                        bytes,
                        bytes.length,
                        H5P_DEFAULT);
        Hdf5.check(length, "list a group");
        return new String(
                bytes, 0, (int) Math.min(length, MOST_NAME_BYTES), StandardCharsets.UTF_8);
    }

    private static void requirePlainLink(Hdf5Id group, String name, String path) {
        try (H5L_info2_t link = new H5L_info2_t()) {
            Hdf5.check(H5Lget_info2(group.id(), name, link, H5P_DEFAULT), "look at " + path);
            if (link.type() != H5L_TYPE_HARD) {
                throw new IllegalArgumentException(
                        "\""
                                + path
                                + "\" is "
                                + (link.type() == H5L_TYPE_EXTERNAL ? "an external" : "a soft")
                                + " link, but a file must hold its own rows");
            }
        }
    }

    private static int kind(Hdf5Id group, String name) {
        try (H5O_info2_t info = new H5O_info2_t()) {
            Hdf5.check(
                    H5Oget_info_by_name3(group.id(), name, info, H5O_INFO_BASIC, H5P_DEFAULT),
                    "look at " + name);
            return info.type();
        }
    }
}
