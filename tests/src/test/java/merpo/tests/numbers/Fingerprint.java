package merpo.tests.numbers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.storage.Safetensors;

/**
 * What is left of many numbers.
 *
 * @param digest of every bit; which tensor holds which numbers does not count
 * @param size root of the mean square
 */
record Fingerprint(String digest, double size) {

    /** Of the networks in a checkpoint, targets and what is never trained again too. */
    static Fingerprint ofNetworks(Path file) throws IOException {
        List<float[]> parts = new ArrayList<>();
        for (Map.Entry<String, Safetensors.Tensor> tensor :
                Safetensors.read(file).tensors().entrySet()) {
            String name = tensor.getKey();
            boolean optimizer = name.endsWith(".first") || name.endsWith(".second");
            boolean rows = name.contains("imagined.");
            if (tensor.getValue() instanceof Safetensors.Floats floats && !optimizer && !rows) {
                parts.add(floats.values());
            }
        }
        return of(parts);
    }

    static Fingerprint ofDataset(Path file) throws IOException {
        Dataset dataset = DatasetReader.read(file).dataset();
        return of(
                List.of(
                        dataset.observations(),
                        dataset.actions(),
                        dataset.rewards(),
                        dataset.nextObservations()));
    }

    private static Fingerprint of(List<float[]> parts) {
        List<String> digests = new ArrayList<>();
        double squares = 0;
        long count = 0;
        for (float[] part : parts) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(Float.BYTES * part.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(part);
            digests.add(HexFormat.of().formatHex(sha256().digest(bytes.array())));
            for (float value : part) {
                squares += (double) value * value;
            }
            count += part.length;
        }
        digests.sort(null);
        MessageDigest all = sha256();
        digests.forEach(
                digest -> all.update(digest.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        return new Fingerprint(HexFormat.of().formatHex(all.digest()), Math.sqrt(squares / count));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
