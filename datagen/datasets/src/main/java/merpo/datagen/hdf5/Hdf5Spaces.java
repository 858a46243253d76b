package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5S_NULL;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5Sclose;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_dims;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_ndims;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_type;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;

/** Shapes in libhdf5. Only under {@link Hdf5Lock}. */
final class Hdf5Spaces {
    private Hdf5Spaces() {}

    static Hdf5Id own(long id) {
        return Hdf5Id.own(id, space -> H5Sclose(space), "open a shape");
    }

    static Hdf5Id simple(long[] dimensions) {
        return own(H5Screate_simple(dimensions.length, dimensions, (long[]) null));
    }

    static long[] dimensions(Hdf5Id space) {
        if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) {
            throw new IllegalArgumentException("it has no value (HDF5 null space)");
        }
        int rank = H5Sget_simple_extent_ndims(space.id());
        Hdf5.check(rank, "read a rank");
        long[] dimensions = new long[rank];
        if (rank > 0) {
            Hdf5.check(
                    H5Sget_simple_extent_dims(space.id(), dimensions, (long[]) null),
                    "read a shape");
        }
        return dimensions;
    }

    /** Selects {@code block} of the space, from row {@code first} on. */
    static void selectRows(Hdf5Id space, long first, long[] block) {
        long[] start = new long[block.length];
        start[0] = first;
        Hdf5.check(
                H5Sselect_hyperslab(
                        space.id(), H5S_SELECT_SET, start, (long[]) null, block, (long[]) null),
                "select rows");
    }
}
