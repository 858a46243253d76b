package merpo.agents.portable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of what a runtime says, what a user can mend: none of its sources' lines, none of its codes. */
final class ForeignPolicyTest {
    private static String words(String said) {
        return ForeignPolicy.words(new IllegalStateException(said));
    }

    @Test
    void theLinesOfOnnxRuntimesSourcesAreLeftOut() {
        assertThat(
                        words(
                                "Error code - ORT_RUNTIME_EXCEPTION - message: Exception during initialization: /onnxruntime_src/onnxruntime/core/optimizer/initializer.cc:48 onnxruntime::Initializer::Initializer(const onnx::TensorProto&) [ONNXRuntimeError] : 2 : INVALID_ARGUMENT : corrupted protobuf data: tensor shape size(2) does not match the data size(0) in proto"))
                .isEqualTo(
                        "corrupted protobuf data: tensor shape size(2) does not match the data size(0) in proto");
        assertThat(words("Error code - ORT_FAIL - message: Load model failed.\n"))
                .isEqualTo("Load model failed");
    }

    @Test
    void ofPyTorchsTraceTheErrorIsLeft() {
        assertThat(words("Traceback of TorchScript\n  line 3\nRuntimeError: shapes differ.\n"))
                .isEqualTo("shapes differ");
    }
}
