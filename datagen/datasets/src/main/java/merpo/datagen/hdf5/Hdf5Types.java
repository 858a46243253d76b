package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_CSET_UTF8;
import static org.bytedeco.hdf5.global.hdf5.H5T_C_S1_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_ENUM;
import static org.bytedeco.hdf5.global.hdf5.H5T_FLOAT;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_IEEE_F64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_INTEGER;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I32LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I64LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STD_I8LE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_STRING;
import static org.bytedeco.hdf5.global.hdf5.H5T_VARIABLE;
import static org.bytedeco.hdf5.global.hdf5.H5Tclose;
import static org.bytedeco.hdf5.global.hdf5.H5Tcopy;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_create;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_insert;
import static org.bytedeco.hdf5.global.hdf5.H5Tequal;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_size;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_cset;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_size;

import org.bytedeco.javacpp.BytePointer;

/** HDF5 types of elements and texts, explicitly little-endian. Memory and file use the same. */
final class Hdf5Types {
    private Hdf5Types() {}

    static Hdf5Id of(ElementType type) {
        return switch (type) {
            case F32 -> copy(H5T_IEEE_F32LE_g());
            case F64 -> copy(H5T_IEEE_F64LE_g());
            case I32 -> copy(H5T_STD_I32LE_g());
            case I64 -> copy(H5T_STD_I64LE_g());
            case BOOL -> bool();
        };
    }

    /** Variable-length UTF-8. */
    static Hdf5Id text() {
        Hdf5Id type = copy(H5T_C_S1_g());
        Hdf5.check(H5Tset_size(type.id(), H5T_VARIABLE()), "make a text type");
        Hdf5.check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a UTF-8 type");
        return type;
    }

    static Hdf5Id own(long id) {
        return Hdf5Id.own(id, type -> H5Tclose(type), "open a type");
    }

    static boolean equal(Hdf5Id one, Hdf5Id other) {
        int answer = H5Tequal(one.id(), other.id());
        Hdf5.check(answer, "compare types");
        return answer > 0;
    }

    /** In words, for messages. */
    static String describe(Hdf5Id type) {
        int kind = H5Tget_class(type.id());
        String bytes = " of " + H5Tget_size(type.id()) + " bytes";
        if (kind == H5T_FLOAT) {
            return "float" + bytes;
        } else if (kind == H5T_INTEGER) {
            return "integer" + bytes;
        } else if (kind == H5T_ENUM) {
            return "enum" + bytes;
        } else if (kind == H5T_STRING) {
            return "string" + bytes;
        }
        return "HDF5 class " + kind + bytes;
    }

    /** As h5py writes bool: FALSE and TRUE on a signed byte. */
    private static Hdf5Id bool() {
        Hdf5Id type =
                Hdf5Id.own(
                        H5Tenum_create(H5T_STD_I8LE_g()), id -> H5Tclose(id), "make a bool type");
        try (BytePointer value = new BytePointer(1)) {
            value.put((byte) 0);
            Hdf5.check(H5Tenum_insert(type.id(), "FALSE", value), "name FALSE");
            value.put((byte) 1);
            Hdf5.check(H5Tenum_insert(type.id(), "TRUE", value), "name TRUE");
        }
        return type;
    }

    private static Hdf5Id copy(long type) {
        return own(H5Tcopy(type));
    }
}
