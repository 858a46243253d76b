package merpo.datagen.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import merpo.datagen.dataset.Attributes;
import merpo.datagen.dataset.ContentDigest;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.hdf5.AttributeValue;

/**
 * What a dataset of ours says of itself, carried through another project's layout and back: its
 * attributes as JSON, and the digest of the rows that they are of.
 */
final class Carried {
    /** Of the attribute, or the key, that holds it. */
    static final String NAME = "merpo_attributes";

    private static final String ROWS = "rows_sha256";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Carried() {}

    /** Digest of the rows alone. */
    static String rowsSha256(Dataset dataset) {
        return ContentDigest.of(dataset, new Attributes(new TreeMap<>()));
    }

    static ObjectNode of(Dataset dataset, Provenance provenance) {
        ObjectNode json = JSON.createObjectNode();
        json.put(ROWS, rowsSha256(dataset));
        provenance.attributes().asMap().forEach((name, value) -> json.set(name, json(value)));
        return json;
    }

    private static JsonNode json(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return JSON.valueToTree(text.value());
        } else if (value instanceof AttributeValue.Whole whole) {
            return JSON.valueToTree(whole.value());
        } else if (value instanceof AttributeValue.Real real) {
            return JSON.valueToTree(real.value());
        } else if (value instanceof AttributeValue.Texts texts) {
            return JSON.valueToTree(texts.values());
        } else if (value instanceof AttributeValue.Wholes wholes) {
            return JSON.valueToTree(wholes.values());
        } else if (value instanceof AttributeValue.Reals reals) {
            return JSON.valueToTree(reals.values());
        }
        throw new IllegalStateException("no JSON for " + value);
    }

    /** {@link #restore(JsonNode, Dataset, Ledger)} of a text. */
    static Provenance restore(String text, Dataset dataset, Ledger ledger) {
        try {
            return restore(JSON.readTree(text), dataset, ledger);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no JSON: %s".formatted(NAME, e.getOriginalMessage()), e);
        }
    }

    /** What {@link #of} wrote; the ledger says so, and whether the rows are still the same. */
    static Provenance restore(JsonNode json, Dataset dataset, Ledger ledger) {
        TreeMap<String, AttributeValue> values = new TreeMap<>();
        json.properties().forEach(one -> values.put(one.getKey(), value(one.getValue())));
        Provenance provenance = Provenance.from(new Attributes(values));
        ledger.note(
                "environment, task, references and behavior policy as merpo wrote them (\"%s\")",
                NAME);
        if (!json.path(ROWS).asText().equals(rowsSha256(dataset))) {
            ledger.note(
                    "its rows are not those that merpo wrote: what it says of them may not hold");
        }
        return provenance;
    }

    private static AttributeValue value(JsonNode json) {
        JsonNode first = json.isArray() && !json.isEmpty() ? json.get(0) : json;
        if (first.isTextual()) {
            return json.isArray()
                    ? new AttributeValue.Texts(list(json, JsonNode::asText))
                    : new AttributeValue.Text(json.asText());
        } else if (first.isIntegralNumber()) {
            return json.isArray()
                    ? new AttributeValue.Wholes(list(json, JsonNode::asLong))
                    : new AttributeValue.Whole(json.asLong());
        } else if (first.isFloatingPointNumber()) {
            return json.isArray()
                    ? new AttributeValue.Reals(list(json, JsonNode::asDouble))
                    : new AttributeValue.Real(json.asDouble());
        }
        throw new IllegalArgumentException(
                "\"%s\" holds %s, must hold texts, numbers and lists of them"
                        .formatted(NAME, json));
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> value) {
        List<T> list = new ArrayList<>();
        json.forEach(one -> list.add(value.apply(one)));
        return list;
    }
}
