package merpo.agents.portable;

import java.io.IOException;
import java.util.Map;

/** A policy in a file of ONNX or TorchScript, whoever made it. Owns native memory; close it. */
interface ForeignPolicy extends AutoCloseable {
    /** What its maker wrote beside it, by name. */
    Map<String, String> metadata();

    /**
     * Acts on some rows at once.
     *
     * @param observations [rows * obs]
     * @param z [rows * latent], empty where it asks for none
     * @return its numbers, row after row; of several outputs those of the one named {@code action}
     *     or {@code actions}, else of the first
     * @throws IOException with the words of the runtime, where it cannot act on these
     */
    float[] act(float[] observations, float[] z, int rows) throws IOException;

    @Override
    void close();

    /** What a runtime says in the end, without its trace and its name for it. */
    static String words(Throwable failure) {
        String said = String.valueOf(failure.getMessage()).strip();
        String reason =
                said.lines()
                        .filter(line -> line.startsWith("RuntimeError: "))
                        .findFirst()
                        .orElse(said.replaceAll("\\s+", " "));
        return reason.replaceFirst("^(RuntimeError: |Error code - \\w+ - message: )", "")
                .replaceFirst("^Exception during initialization: ", "")
                .replaceFirst("^.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : ", "")
                .replaceFirst("^/onnxruntime_src/\\S+ ", "") // a line of its sources
                .replaceFirst("[. ]+$", "");
    }
}
