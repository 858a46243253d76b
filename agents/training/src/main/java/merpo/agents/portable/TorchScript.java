package merpo.agents.portable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import merpo.agents.ActingNetwork;

/**
 * A policy as a TorchScript archive, as {@code torch.jit.save} writes it (format 3, read by every
 * PyTorch since 1.5): code, a pickle of the module whose tensors are buffers, the numbers of each,
 * and the metadata as the extra file {@value #METADATA}.
 */
final class TorchScript {
    static final String METADATA = "merpo.json";

    /** What stands before each name in the archive. */
    static final String FOLDER = "policy/";

    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0); // zip's first

    private TorchScript() {}

    static byte[] of(PortablePolicy policy) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            put(archive, "extra/" + METADATA, policy.json().getBytes(StandardCharsets.UTF_8));
            List<Buffer> buffers = buffers(policy.network());
            for (int i = 0; i < buffers.size(); i++) {
                put(archive, "data/" + i, littleEndian(buffers.get(i).values()));
            }
            put(archive, "data.pkl", TorchPickle.module("Policy", buffers));
            put(archive, "code/__torch__.py", code(policy).getBytes(StandardCharsets.UTF_8));
            put(archive, "constants.pkl", TorchPickle.nothing());
            put(archive, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            put(archive, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("an archive in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * A tensor of the module.
     *
     * @param shape of the values, row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Buffer(String name, float[] values, int... shape) {}

    private static List<Buffer> buffers(ActingNetwork network) {
        List<Buffer> buffers = new ArrayList<>();
        for (ActingNetwork.Layer layer : network.layers()) {
            int i = buffers.size() / 2;
            buffers.add(new Buffer("weight_" + i, layer.weight(), layer.in(), layer.out()));
            buffers.add(new Buffer("bias_" + i, layer.bias(), layer.out()));
        }
        return buffers;
    }

    private static String code(PortablePolicy policy) {
        List<Buffer> buffers = buffers(policy.network());
        StringBuilder code = new StringBuilder("class Policy(Module):\n  __parameters__ = []\n");
        code.append(
                buffers.stream()
                        .map(buffer -> '"' + buffer.name() + "\", ")
                        .collect(Collectors.joining("", "  __buffers__ = [", "]\n")));
        buffers.forEach(buffer -> code.append("  ").append(buffer.name()).append(" : Tensor\n"));
        code.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
        code.append(
                policy.inputs().keySet().stream()
                        .map(name -> ",\n    " + name + ": Tensor")
                        .collect(
                                Collectors.joining(
                                        "",
                                        "  def forward(self: __torch__.Policy",
                                        ") -> Tensor:\n")));
        String x = PortablePolicy.OBSERVATION;
        if (policy.asksForZ()) {
            code.append("    x = torch.cat([observation, z], -1)\n");
            x = "x";
        }
        int layers = buffers.size() / 2;
        for (int i = 0; i < layers; i++) {
            String activation = i == layers - 1 ? "tanh" : "relu";
            code.append(
                    "    h%d = torch.%s(torch.add(torch.matmul(%s, self.weight_%d), self.bias_%d))\n"
                            .formatted(i, activation, x, i, i));
            x = "h" + i;
        }
        return code.append("    return ").append(x).append('\n').toString();
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Stored as it is, which PyTorch may map; without a time, so that equal policies are equal. */
    private static void put(ZipOutputStream archive, String name, byte[] content)
            throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(NEVER);
        archive.putNextEntry(entry);
        archive.write(content);
        archive.closeEntry();
    }
}
