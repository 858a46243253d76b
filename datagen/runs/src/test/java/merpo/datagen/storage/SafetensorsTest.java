package merpo.datagen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
    @TempDir private Path directory;

    private static Safetensors sample() {
        return Safetensors.of(
                Map.of(
                        "actor", Safetensors.Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                        "scale", Safetensors.Tensor.of(new float[] {-0.5f}),
                        "none", Safetensors.Tensor.of(new float[0], 0, 4),
                        "odd",
                                Safetensors.Tensor.of(
                                        new float[] {Float.MIN_VALUE, -0f, Float.NaN}, 3),
                        "position", Safetensors.Tensor.of(new double[] {Math.PI, 1e-300}, 2, 1)),
                Map.of("seed", "7", "note", "f\u00fcr \"alle\"\n"));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = directory.resolve("a.safetensors");
        sample().write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).isEqualTo(sample().metadata());
        assertThat(read.tensors().keySet())
                .containsExactly("actor", "none", "odd", "position", "scale");
        sample().tensors()
                .forEach(
                        (name, tensor) -> {
                            assertThat(read.tensors().get(name).shape()).isEqualTo(tensor.shape());
                            Safetensors.Tensor found = read.tensors().get(name);
                            assertThat(found.shape()).isEqualTo(tensor.shape());
                            assertThat(found.dtype()).isEqualTo(tensor.dtype());
                            assertThat(numbers(found)).isEqualTo(numbers(tensor));
                        });
        assertThat(read.values("scale")).containsExactly(-0.5f);
        assertThat(read.doubles("position")).containsExactly(Math.PI, 1e-300);
    }

    /** As they lie in a file. */
    private static byte[] numbers(Safetensors.Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes());
        tensor.put(bytes);
        return bytes.array();
    }

    /** The order in which tensors are named does not matter: the same content, the same bytes. */
    @Test
    void theSameContentIsTheSameBytes() throws IOException {
        Map<String, Safetensors.Tensor> backwards = new LinkedHashMap<>();
        for (String name : new String[] {"scale", "position", "odd", "none", "actor"}) {
            backwards.put(name, sample().tensors().get(name));
        }
        sample().write(directory.resolve("a"));
        Safetensors.of(backwards, sample().metadata()).write(directory.resolve("b"));
        assertThat(directory.resolve("b")).hasSameBinaryContentAs(directory.resolve("a"));
    }

    @Test
    void aNameThatIsNotThereIsToldWhatIs() {
        assertThatThrownBy(() -> sample().values("critic"))
                .hasMessage(
                        "there is no tensor \"critic\"; there are [actor, none, odd, position, scale]");
        assertThatThrownBy(() -> sample().values("position"))
                .hasMessage("tensor \"position\" does not hold float32 numbers");
    }

    @Test
    void numbersMustFillTheirShape() {
        assertThatThrownBy(() -> Safetensors.Tensor.of(new float[5], 2, 3))
                .hasMessage("a tensor of shape [2, 3] cannot have 5 numbers");
        assertThatThrownBy(() -> Safetensors.Tensor.of(new float[6], -2, -3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[-2, -3]");
        // 65536^4 = 2^64 is 0 in a long
        assertThatThrownBy(() -> Safetensors.Tensor.of(new float[0], 65536, 65536, 65536, 65536))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The format keeps this name for the texts. */
    @Test
    void theNameOfTheTextsIsNotATensors() {
        Map<String, Safetensors.Tensor> taken =
                Map.of("__metadata__", Safetensors.Tensor.of(new float[1], 1));
        assertThatThrownBy(() -> Safetensors.of(taken, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("__metadata__");
    }

    /** A header by hand, and 8 bytes of numbers. */
    private static byte[] file(String header) {
        return file(header.getBytes(StandardCharsets.UTF_8).length, header);
    }

    private static byte[] file(long length, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(json)
                .putFloat(1.5f)
                .putFloat(-2)
                .array();
    }

    private static String tensor(String dtype, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
                .formatted(dtype, shape, offsets);
    }

    private static final String GOOD = tensor("F32", "[2]", "[0,8]");

    @Test
    void aHeaderByHandIsRead() throws IOException {
        Path file = directory.resolve("good");
        Files.write(file, file(GOOD + "   "));
        assertThat(Safetensors.read(file).values("a")).containsExactly(1.5f, -2);
    }

    private static Map<String, byte[]> damaged() {
        byte[] good = file(GOOD);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("empty", new byte[0]);
        all.put("seven bytes", Arrays.copyOf(good, 7));
        all.put("ends in the header", Arrays.copyOf(good, 20));
        all.put("ends in the numbers", Arrays.copyOf(good, good.length - 1));
        all.put("no numbers", Arrays.copyOf(good, good.length - 8));
        all.put("more than its numbers", Arrays.copyOf(good, good.length + 4));
        all.put("header length too long", file(1L << 40, GOOD));
        all.put("header length negative", file(-1, GOOD));
        all.put("header length too short", file(GOOD.length() - 1, GOOD));
        all.put("header length includes numbers", file(GOOD.length() + 4, GOOD));
        all.put("header is garbage", file("\u0001garbage\u0002"));
        all.put("header is a list", file("[]"));
        all.put("header is blank", file("   "));
        all.put("header goes on", file(GOOD + "{}"));
        all.put("name twice", file(GOOD.replace("}}", "},") + GOOD.substring(1)));
        all.put("tensor is a number", file("{\"a\":1}"));
        all.put("metadata is a list", file("{\"__metadata__\":[1]," + GOOD.substring(1)));
        all.put("metadata is a number", file("{\"__metadata__\":{\"a\":1}," + GOOD.substring(1)));
        all.put("wrong dtype", file(tensor("F16", "[4]", "[0,8]")));
        all.put("no dtype", file(GOOD.replace("dtype", "type")));
        all.put("no shape", file(tensor("F32", "[1]", "[0,4]").replace("shape", "form")));
        all.put("wrong shape", file(tensor("F32", "[3]", "[0,8]")));
        all.put("negative shape", file(tensor("F32", "[-1,-2]", "[0,8]")));
        all.put("shape of texts", file(tensor("F32", "[\"2\"]", "[0,8]")));
        all.put("shape beyond an int", file(tensor("F32", "[4294967298]", "[0,8]")));
        all.put("fractional shape", file(tensor("F32", "[2.5]", "[0,8]")));
        all.put("no offsets", file(GOOD.replace("data_offsets", "offsets")));
        all.put("backward offsets", file(tensor("F32", "[2]", "[8,0]")));
        all.put("offsets beyond the end", file(tensor("F32", "[3]", "[0,12]")));
        all.put("huge offsets", file(tensor("F32", "[2]", "[0,9223372036854775804]")));
        all.put("offsets that fill 2 GB", file(tensor("F32", "[2]", "[0,9223372034707292156]")));
        all.put("offsets beyond a long", file(tensor("F32", "[2]", "[0,18446744073709551616]")));
        all.put("odd offsets", file(tensor("F32", "[1]", "[0,5]")));
        all.put("a hole", file(tensor("F32", "[1]", "[4,8]")));
        all.put(
                "numbers used twice",
                file(GOOD.replace("}}", "},") + GOOD.substring(1).replace("\"a\"", "\"b\"")));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> aDamagedFileIsCalledDamaged() {
        return damaged().entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(), () -> refuse(entry.getValue())));
    }

    private void refuse(byte[] bytes) throws IOException {
        Path file = directory.resolve("damaged.safetensors");
        Files.write(file, bytes);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a whole safetensors file: ")
                .hasMessageEndingWith(". Make it again, or take it from a backup")
                .hasMessageNotContainingAny("null", "com.fasterxml", "java.");
    }

    /** The dtype and the shape are said in words. */
    @Test
    void theReasonIsNamed() throws IOException {
        Path file = directory.resolve("a");
        Files.write(file, file(tensor("F16", "[4]", "[0,8]")));
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessageContaining("tensor \"a\"")
                .hasMessageContaining("dtype is \"F16\", must be \"F32\" or \"F64\"");
        Files.write(file, file(tensor("F32", "[3]", "[0,8]")));
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessageContaining("tensor \"a\"")
                .hasMessageContaining("a tensor of shape [3] cannot have 2 numbers");
    }

    /** Cut anywhere, it is never read as something else. */
    @Test
    void everyPrefixOfAFileIsRefused() throws IOException {
        Path whole = directory.resolve("whole");
        sample().write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        Path file = directory.resolve("prefix");
        for (byte next : bytes) {
            Files.write(file, prefix.toByteArray());
            assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(IOException.class);
            prefix.write(next);
        }
    }
}
