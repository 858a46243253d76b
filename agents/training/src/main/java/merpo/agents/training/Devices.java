package merpo.agents.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.List;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.Names;
import merpo.datagen.run.Refusal;

/** Where tensors live. */
public final class Devices {
    private static final List<String> NAMES = List.of("cpu", "gpu");

    private Devices() {}

    /**
     * @param name {@code cpu} or {@code gpu}
     * @throws Refusal where the engine sees no such device
     */
    public static Device of(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "--device is \"%s\", must be cpu or gpu%s"
                            .formatted(name, Names.suggestion(name, NAMES)));
        }
        Engine engine = TensorEngine.engine();
        if (name.equals("gpu") && engine.getGpuCount() == 0) {
            throw new Refusal(
                    "--device is gpu, but %s %s sees none: there is no device, or the natives on the class path are those for the CPU, which merpo is built with. Use --device cpu, or put ai.djl.pytorch:pytorch-native-cu128 of the same version on the class path"
                            .formatted(engine.getEngineName(), engine.getVersion()));
        }
        return name.equals("gpu") ? Device.gpu() : Device.cpu();
    }
}
