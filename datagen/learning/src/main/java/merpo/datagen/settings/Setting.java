package merpo.datagen.settings;

/** Checks one value of a configuration record. */
public final class Setting {
    private Setting() {}

    /**
     * Refuses a value that breaks its law.
     *
     * @param place record and component, such as "SacConfig.batch"
     * @param holds whether it obeys; written so that NaN does not
     * @param law what it must be, such as "at least 1"
     */
    public static void require(String place, Number value, boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, must be %s".formatted(place, value, law));
        }
    }
}
