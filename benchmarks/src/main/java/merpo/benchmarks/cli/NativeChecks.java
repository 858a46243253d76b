package merpo.benchmarks.cli;

import java.util.List;
import merpo.datagen.hdf5.Hdf5Reader;
import merpo.datagen.nn.Processor;
import merpo.datagen.nn.TensorEngine;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/** The native libraries, each used once for real. */
final class NativeChecks {
    private NativeChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("MuJoCo", NativeChecks::mujoco),
                new Check("PyTorch", NativeChecks::pytorch),
                new Check("HDF5", Hdf5Reader::libraryVersion),
                new Check("cores", NativeChecks::cores),
                new Check("bfloat16", () -> bfloat16(Processor.here())));
    }

    private static String mujoco() {
        EnvironmentDefinition cheetah = Environments.named("half-cheetah-fwd-back");
        List<Task> tasks = cheetah.tasks().draw(1, 0);
        try (VectorEnvironment environment = VectorEnvironment.open(cheetah, tasks, 1)) {
            environment.step(new double[cheetah.actionSize()]);
        }
        return SimulationBatch.engineVersion() + ", stepped " + cheetah.id();
    }

    private static String pytorch() {
        return TensorEngine.engine().getEngineName() + " " + TensorEngine.engine().getVersion();
    }

    /** Nothing is missing where it is not: single precision needs none of it. */
    static String bfloat16(Processor processor) {
        return processor.bfloat16().isEmpty()
                ? "not of this processor: training is in fp32, --precision bf16 is refused"
                : String.join(", ", processor.bfloat16()) + ": train --precision bf16";
    }

    private static String cores() {
        return Runtime.getRuntime().availableProcessors() + " available";
    }
}
