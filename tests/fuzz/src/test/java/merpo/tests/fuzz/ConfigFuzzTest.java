package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import merpo.agents.training.TrainingConfig;
import merpo.datagen.run.Refusal;

/** The settings of a training, which people edit; the seeds are resources. */
final class ConfigFuzzTest {
    private static final AnyFile FILE = AnyFile.named(TrainingConfig.FILE);

    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, file -> TrainingConfig.read(file.getParent()), Refusal.class);
    }
}
