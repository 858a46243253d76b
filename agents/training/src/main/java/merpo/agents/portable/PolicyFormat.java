package merpo.agents.portable;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import merpo.agents.training.ActorFile;
import merpo.agents.training.TrainedLearner;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.Refusal;
import merpo.envs.storage.AtomicFile;

/** How a policy is written for programs that are not this one. */
public enum PolicyFormat {
    /** For ONNX Runtime and whatever else runs ONNX. */
    ONNX,
    /** For PyTorch, {@code torch.jit.load}, from Python or C++. */
    TORCHSCRIPT;

    private static final int ZIP_HEADER = 30; // bytes before the first name of an archive
    private static final byte[] TORCH_NAME =
            (TorchScript.FOLDER + "extra/" + TorchScript.METADATA)
                    .getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes(PortablePolicy policy) {
        return this == ONNX ? Onnx.of(policy) : TorchScript.of(policy);
    }

    /**
     * Writes a policy, whole or not at all.
     *
     * @param run directory of a finished training or adaptation, or one file of policies
     * @param task index of the task that it acts in; empty for the only one, or for a policy that
     *     reads an embedding: z is then its second input
     * @throws Refusal where there is no such policy, or it is no function of the observation
     */
    public void export(Path run, OptionalInt task, Path out) throws IOException {
        Path file = Files.isDirectory(run) ? TrainedLearner.policies(run).get(0) : run;
        if (!Files.exists(file)) {
            throw new Refusal(
                    file + " does not exist: expected the directory of a finished training");
        }
        try (NDManager manager = TensorEngine.manager()) {
            ActorFile stored = ActorFile.read(file, manager);
            PortablePolicy policy = PortablePolicy.of(run.toString(), stored, task);
            AtomicFile.write(out, AtomicFile.Existing.REPLACE, bytes(policy));
        }
    }

    /** Fails where a file is none that {@link #export} wrote. */
    public static void requireExported(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(ZIP_HEADER + TORCH_NAME.length);
            boolean onnx =
                    first.length > Onnx.BEGINNING.length
                            && Arrays.equals(
                                    Arrays.copyOf(first, Onnx.BEGINNING.length), Onnx.BEGINNING);
            boolean torch =
                    first.length == ZIP_HEADER + TORCH_NAME.length
                            && Arrays.equals(
                                    Arrays.copyOfRange(first, ZIP_HEADER, first.length),
                                    TORCH_NAME);
            if (!onnx && !torch) {
                throw new IOException(file + " is no policy that was exported");
            }
        }
    }
}
