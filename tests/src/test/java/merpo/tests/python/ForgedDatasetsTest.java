package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are valid HDF5 and still not what they claim, made with h5py. Each is called by name.
 */
final class ForgedDatasetsTest {
    @TempDir private static Path directory;

    private static final Map<String, String> MESSAGES = messages();

    private static Map<String, String> messages() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("external_link", "\"rewards\" is an external link");
        all.put("soft_link", "\"rewards\" is a soft link");
        all.put("virtual", "dataset \"rewards\": it is virtual");
        all.put("external_storage", "dataset \"rewards\": its rows lie in another file");
        all.put("huge", "attribute \"n_transitions\" is 1000000000000, must be in [1, 2^31)");
        all.put("plausible_but_huge", "claims 2000000000 rows");
        all.put("column_vector", ", 1], expected [");
        all.put("float64", "dataset \"observations\": type float of 8 bytes, expected <f4");
        all.put("big_endian", "dataset \"observations\": type float of 4 bytes");
        all.put("integer_flags", "dataset \"terminals\": type integer of 1 bytes, expected |b1");
        all.put("extra_dataset", "dataset \"weights\" is not part of the schema");
        all.put("extra_group", "\"metadata\" is not a dataset");
        all.put("missing", "dataset \"timeouts\" is missing");
        all.put("shortened", "dataset \"actions\": shape [");
        all.put("changed_number", "attribute \"return_");
        all.put("changed_pair", "the file is damaged");
        all.put("not_finite", "observations[1, 1] is NaN, must be finite");
        all.put("both_flags", "are both true, must be exclusive");
        all.put("changed_attribute", "the file is damaged");
        all.put("missing_attribute", "attribute \"seed_env\" is missing");
        all.put("foreign", "attribute \"schema\" is absent");
        all.put("newer", "use a newer merpo");
        all.put("deep", "\"infos/g\" is not a dataset");
        all.put("cycle", "\"infos/infos\" is not a dataset");
        all.put("committed_type", "\"number\" is not a dataset");
        all.put("scalar_dataset", "dataset \"rewards\": shape [], expected [");
        all.put("many_axes", "dataset \"rewards\": shape [1, 1, 1");
        all.put("compound_dataset", "dataset \"rewards\": type HDF5 class 6");
        all.put("huge_chunk", "attribute \"return_");
        all.put("lzf", "libhdf5 could not read rows 0 to");
        all.put("compound_attribute", "attribute \"seed_env\": its type is HDF5 class 6");
        all.put("matrix_attribute", "attribute \"action_low\": its shape is [2, 2]");
        all.put("reference_attribute", "attribute \"seed_env\": its type is HDF5 class 7");
        all.put("null_text", "attribute \"quality\": it has no value");
        all.put("null_number", "attribute \"seed_env\": it has no value");
        all.put("long_name", "has 300 bytes, must have at most 256");
        all.put("many_attributes", "attributes, at most 10000 are read");
        all.put("long_fixed_text", "its root attributes are damaged");
        all.put("short_text", "could not read an attribute");
        all.put("long_text", "could not read an attribute");
        return all;
    }

    @BeforeAll
    static void forge() {
        Path good = directory.resolve("good.h5");
        DatasetWriter.write(good, PythonSamples.mujocoDataset(), PythonSamples.mujocoProvenance());
        PythonClient.with("h5py", "numpy")
                .run(
                        "forge_dataset.py",
                        good.toString(),
                        directory.toString(),
                        String.join(",", MESSAGES.keySet()) + ",unfiltered");
    }

    @TestFactory
    Stream<DynamicTest> aForgedFileIsCalledByName() {
        return MESSAGES.entrySet().stream()
                .map(
                        forged ->
                                DynamicTest.dynamicTest(
                                        forged.getKey(),
                                        () -> expect(forged.getKey(), forged.getValue())));
    }

    private static void expect(String kind, String message) {
        Path file = directory.resolve(kind + ".h5");
        assertThatThrownBy(() -> DatasetReader.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    /** Java to Python to Java: another writer, chunking and format, the same digest. */
    @Test
    void theSameContentFromAnotherWriterIsAccepted() {
        var ours = DatasetReader.read(directory.resolve("good.h5"));
        var theirs = DatasetReader.read(directory.resolve("unfiltered.h5"));
        assertThat(theirs.dataset()).isEqualTo(ours.dataset());
        assertThat(theirs.attributes()).isEqualTo(ours.attributes());
    }
}
