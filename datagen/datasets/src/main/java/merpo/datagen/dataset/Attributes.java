package merpo.datagen.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import merpo.datagen.hdf5.AttributeValue;

/**
 * The root attributes of a dataset file by name, sorted. Typed reading: a missing or mistyped
 * attribute is named.
 */
public final class Attributes {
    private final SortedMap<String, AttributeValue> values;

    /** These values, by name. */
    public Attributes(SortedMap<String, AttributeValue> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** All of them, by name. */
    public SortedMap<String, AttributeValue> asMap() {
        return values;
    }

    /** Whether there is one of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text; fails where there is none of this name. */
    public String text(String name) {
        return require(name, AttributeValue.Text.class, "text").value();
    }

    /** A whole number; fails where there is none of this name. */
    public long whole(String name) {
        return require(name, AttributeValue.Whole.class, "an i64").value();
    }

    /** A number; fails where there is none of this name. */
    public double real(String name) {
        return require(name, AttributeValue.Real.class, "an f64").value();
    }

    /** Texts; fails where there are none of this name. */
    public List<String> texts(String name) {
        return require(name, AttributeValue.Texts.class, "a list of texts").values();
    }

    /** Whole numbers; fails where there are none of this name. */
    public List<Long> wholes(String name) {
        return require(name, AttributeValue.Wholes.class, "a list of i64").values();
    }

    /** Numbers; fails where there are none of this name. */
    public List<Double> reals(String name) {
        return require(name, AttributeValue.Reals.class, "a list of f64").values();
    }

    /** A text; empty where there is none of this name. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** The same attributes with one more or another value. */
    public Attributes with(String name, AttributeValue value) {
        SortedMap<String, AttributeValue> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Attributes(changed);
    }

    /** The same attributes without this one. */
    public Attributes without(String name) {
        SortedMap<String, AttributeValue> changed = new TreeMap<>(values);
        changed.remove(name);
        return new Attributes(changed);
    }

    private <T extends AttributeValue> T require(String name, Class<T> type, String words) {
        AttributeValue value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "attribute \"" + name + "\" is missing, must be " + words);
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "attribute \"" + name + "\" is " + value + ", must be " + words);
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
