package merpo.agents.portable;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.Refusal;

/** A TorchScript module in libtorch. */
final class TorchScriptPolicy implements ForeignPolicy {
    private static final int MOST_METADATA = 1 << 24; // bytes

    private final Model model;
    private final Map<String, String> metadata;
    private DataType type = DataType.FLOAT32;

    private TorchScriptPolicy(Model model, Map<String, String> metadata) {
        this.model = model;
        this.metadata = metadata;
    }

    static TorchScriptPolicy open(Path file) throws IOException {
        Map<String, String> metadata;
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.stream().noneMatch(entry -> entry.getName().endsWith("/constants.pkl"))) {
                throw new Refusal(
                        "%s is an archive without code: weights alone (torch.save), or no policy. Save the module as TorchScript: torch.jit.script(policy).save(FILE)"
                                .formatted(file));
            }
            metadata = metadata(file, archive);
        } catch (ZipException e) {
            throw damaged(file, e);
        }
        String engine = TensorEngine.engine().getEngineName();
        Model model = Model.newInstance(file.getFileName().toString(), engine);
        try (InputStream in = Files.newInputStream(file)) {
            model.load(in);
            return new TorchScriptPolicy(model, metadata);
        } catch (MalformedModelException | EngineException e) {
            model.close();
            throw damaged(file, e);
        }
    }

    private static Refusal damaged(Path file, Exception e) {
        return new Refusal(
                "%s is no TorchScript that can be run (%s). Save the policy anew: torch.jit.save, or ./merpo export"
                        .formatted(file, ForeignPolicy.words(e)),
                e);
    }

    private static Map<String, String> metadata(Path file, ZipFile archive) throws IOException {
        ZipEntry entry =
                archive.stream()
                        .filter(one -> one.getName().endsWith("/extra/" + TorchScript.METADATA))
                        .filter(one -> one.getSize() <= MOST_METADATA)
                        .findFirst()
                        .orElse(null);
        if (entry == null) {
            return Map.of();
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return PortablePolicy.metadata(file, in.readAllBytes());
        }
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public float[] act(float[] observations, float[] z, int rows) throws IOException {
        try {
            return run(observations, z, rows);
        } catch (EngineException e) {
            if (type == DataType.FLOAT64 || !String.valueOf(e.getMessage()).contains("dtype")) {
                throw new IOException(ForeignPolicy.words(e), e);
            }
            type = DataType.FLOAT64; // whose weights are so wide
            return act(observations, z, rows);
        }
    }

    private float[] run(float[] observations, float[] z, int rows) {
        try (NDManager scratch = model.getNDManager().newSubManager()) {
            NDList inputs = new NDList(rows(scratch, observations, rows));
            if (z.length > 0) {
                inputs.add(rows(scratch, z, rows));
            }
            NDList outputs =
                    model.getBlock().forward(new ParameterStore(scratch, false), inputs, false);
            outputs.attach(scratch);
            return outputs.get(0).toType(DataType.FLOAT32, false).toFloatArray();
        }
    }

    private NDArray rows(NDManager scratch, float[] values, int rows) {
        return scratch.create(values, new Shape(rows, values.length / rows)).toType(type, false);
    }

    @Override
    public void close() {
        model.close();
    }
}
