package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.OptionalInt;
import merpo.agents.portable.GuestPolicy;
import merpo.datagen.run.Refusal;

/** Policies as ONNX, by whomever; the seeds are resources. */
final class OnnxFuzzTest {
    private static final AnyFile FILE = AnyFile.named("policy.onnx");

    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, OnnxFuzzTest::read, Refusal.class);
    }

    private static void read(Path file) throws Exception {
        try (GuestPolicy policy = GuestPolicy.open(file, "point-robot-wind", OptionalInt.empty())) {
            float[] unused = policy.actFirst(new float[2]);
        }
    }
}
