package merpo.datagen.hdf5;

/** The layout of all row arrays of a file. */
public enum RowLayout {
    /** In chunks of whole rows with shuffle, deflate 1 and Fletcher-32: what is kept. */
    COMPRESSED,
    /** In one piece, without filters: fast, for local work. */
    RAW
}
