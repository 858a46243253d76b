package merpo.agents.portable;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.Refusal;

/** An ONNX model in ONNX Runtime, on one thread. */
final class OnnxPolicy implements ForeignPolicy {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Input> inputs; // the observation, then z where there is one
    private final String output;

    /**
     * An input of the model.
     *
     * @param wide whether it is of float64
     * @param axes 2 for rows, 1 for a single observation
     */
    private record Input(String name, boolean wide, int axes) {}

    private OnnxPolicy(Path file, OrtEnvironment environment, OrtSession session)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = inputs(file, session);
        this.output = output(file, session);
    }

    static OnnxPolicy open(Path file) throws IOException {
        byte[] model = Files.readAllBytes(file);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(model, options);
            try {
                return new OnnxPolicy(file, environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new Refusal(
                    "%s is neither TorchScript nor ONNX that can be run (%s). Export the policy anew: torch.onnx.export, torch.jit.save or ./merpo export"
                            .formatted(file, ForeignPolicy.words(e)),
                    e);
        } catch (LinkageError e) {
            throw new Refusal(
                    "ONNX needs com.microsoft.onnxruntime:onnxruntime, which is not on the class path. Add it",
                    e);
        }
    }

    private static List<Input> inputs(Path file, OrtSession session) throws OrtException {
        Map<String, Input> found = new LinkedHashMap<>();
        for (var node : session.getInputInfo().values()) {
            boolean numbers =
                    node.getInfo() instanceof TensorInfo info
                            && (info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.DOUBLE)
                            && (info.getShape().length == 1 || info.getShape().length == 2);
            if (!numbers) {
                throw new Refusal(
                        "%s: its input \"%s\" is %s, must be rows of float32 or float64, [batch, observation]. Export a policy of observations alone"
                                .formatted(file, node.getName(), type(node.getInfo())));
            }
            TensorInfo info = (TensorInfo) node.getInfo();
            found.put(
                    node.getName(),
                    new Input(
                            node.getName(),
                            info.type == OnnxJavaType.DOUBLE,
                            info.getShape().length));
        }
        List<Input> inputs = new ArrayList<>(found.values());
        Input z = found.get(PortablePolicy.EMBEDDING);
        if (inputs.size() == 2 && z != null) {
            inputs.remove(z);
            inputs.add(z);
        } else if (inputs.size() != 1) {
            throw new Refusal(
                    "%s has the inputs %s, must have one, the observation, or beside it a second that is named z. Export it so"
                            .formatted(file, found.keySet()));
        }
        return inputs;
    }

    private static String type(ValueInfo of) {
        return of instanceof TensorInfo info
                ? info.type + " of shape " + Arrays.toString(info.getShape())
                : of.getClass().getSimpleName();
    }

    private static String output(Path file, OrtSession session) {
        List<String> names = new ArrayList<>(session.getOutputNames());
        if (names.isEmpty()) {
            throw new Refusal(
                    "%s has no output, must have one, the action. Export it so".formatted(file));
        }
        return names.stream()
                .filter(name -> name.equals("action") || name.equals("actions"))
                .findFirst()
                .orElse(names.get(0));
    }

    @Override
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new IllegalStateException("metadata that cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public float[] act(float[] observations, float[] z, int rows) throws IOException {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            float[][] values = {observations, z};
            for (int i = 0; i < inputs.size(); i++) {
                given.put(inputs.get(i).name(), tensor(inputs.get(i), values[i], rows));
            }
            try (OrtSession.Result result = session.run(given)) {
                return floats(result.get(output).orElseThrow());
            }
        } catch (OrtException e) {
            throw new IOException(ForeignPolicy.words(e), e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Input input, float[] values, int rows) throws OrtException {
        long width = values.length / rows;
        long[] shape =
                input.axes() == 1 && rows == 1 ? new long[] {width} : new long[] {rows, width};
        if (!input.wide()) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        }
        return OnnxTensor.createTensor(
                environment, DoubleBuffer.wrap(PolicyRollout.doubles(values)), shape);
    }

    /** Row-major, whatever its axes. */
    private static float[] floats(OnnxValue value) throws IOException {
        if (value instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.FLOAT) {
            FloatBuffer numbers = tensor.getFloatBuffer();
            float[] all = new float[numbers.remaining()];
            numbers.get(all);
            return all;
        }
        if (value instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer numbers = tensor.getDoubleBuffer();
            double[] all = new double[numbers.remaining()];
            numbers.get(all);
            return PolicyRollout.floats(all);
        }
        throw new IOException(
                "its output is %s, must be numbers with a point"
                        .formatted(
                                value instanceof OnnxTensor tensor
                                        ? tensor.getInfo().type
                                        : value.getType()));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session that cannot be closed", e);
        }
    }
}
