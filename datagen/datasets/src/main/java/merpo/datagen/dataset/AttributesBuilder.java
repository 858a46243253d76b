package merpo.datagen.dataset;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import merpo.datagen.hdf5.AttributeValue;

/** Collects attributes by name; what is absent or empty is left out. */
final class AttributesBuilder {
    private final TreeMap<String, AttributeValue> values = new TreeMap<>();

    AttributesBuilder text(String name, String value) {
        values.put(name, new AttributeValue.Text(value));
        return this;
    }

    AttributesBuilder text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    AttributesBuilder whole(String name, long value) {
        values.put(name, new AttributeValue.Whole(value));
        return this;
    }

    AttributesBuilder real(String name, double value) {
        values.put(name, new AttributeValue.Real(value));
        return this;
    }

    AttributesBuilder texts(String name, List<String> list) {
        if (!list.isEmpty()) {
            values.put(name, new AttributeValue.Texts(list));
        }
        return this;
    }

    AttributesBuilder wholes(String name, List<Long> list) {
        if (!list.isEmpty()) {
            values.put(name, new AttributeValue.Wholes(list));
        }
        return this;
    }

    AttributesBuilder reals(String name, List<Double> list) {
        if (!list.isEmpty()) {
            values.put(name, new AttributeValue.Reals(list));
        }
        return this;
    }

    Attributes build() {
        return new Attributes(values);
    }
}
