package merpo.datagen.hdf5;

/** Types of row arrays, little-endian, with the tags of the content digest. */
public enum ElementType {
    F32("<f4", Float.BYTES),
    F64("<f8", Double.BYTES),
    I32("<i4", Integer.BYTES),
    I64("<i8", Long.BYTES),
    /** h5py's bool: an enum FALSE, TRUE on a signed byte. */
    BOOL("|b1", 1);

    private final String tag;
    private final int bytes;

    ElementType(String tag, int bytes) {
        this.tag = tag;
        this.bytes = bytes;
    }

    /** NumPy's name of the type. */
    public String tag() {
        return tag;
    }

    public int bytes() {
        return bytes;
    }
}
