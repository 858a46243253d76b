package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The functions of {@code kernels.py}, compiled by the tensor engine: one call where the Java
 * interface needs dozens, and operations that it does not offer (in-place relu, fused Adam). No
 * call is recorded for gradients.
 */
final class Kernels {
    private static final PtSymbolBlock MODULE = load();

    private Kernels() {}

    /**
     * Runs a function. The caller closes the result; arguments that are not tensors may be fresh.
     */
    static IValue call(String function, IValue... arguments) {
        TensorEngine.settle();
        try {
            return IValueUtils.runMethod(MODULE, function, arguments);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    /** Runs a function for its effect. */
    static void run(String function, IValue... arguments) {
        call(function, arguments).close();
    }

    static IValue tensor(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    static IValue tensors(List<NDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    /** The only tensor of a result, which is closed. */
    static NDArray array(IValue result, NDManager manager) {
        try (result) {
            return result.toTensor((PtNDManager) manager);
        }
    }

    /** A copy of the only tensor of a result, fit to take part in a loss: results are not. */
    static NDArray free(IValue result, NDManager manager) {
        try (NDArray array = array(result, manager)) {
            return array.duplicate();
        }
    }

    /** A result that says yes or no, which is closed. */
    static boolean flag(IValue result) {
        try (result) {
            return result.toBoolean();
        }
    }

    /** Whether gradients lead here: DJL's own answer is no for whatever is computed. */
    static boolean learns(NDArray array) {
        return array.hasGradient() || flag(call("learns", tensor(array)));
    }

    /** The tensors of a result, which is closed. */
    static List<NDArray> arrays(IValue result, NDManager manager) {
        try (result) {
            return Arrays.asList(result.toTensorArray((PtNDManager) manager));
        }
    }

    private static PtSymbolBlock load() {
        PtNDManager system = (PtNDManager) TensorEngine.manager();
        try (InputStream source = Kernels.class.getResourceAsStream("kernels.py")) {
            byte[] archive = archive(source.readAllBytes());
            return JniUtils.loadModule(system, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("kernels.py is in the jar", e);
        }
    }

    /** The engine loads a zip of sources and a pickled module; this one has no state to pickle. */
    private static byte[] archive(byte[] source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            entry(zip, "code/__torch__.py", source);
            entry(zip, "data.pkl", pickle("c__torch__\nKernels\n)\u0081}b"));
            entry(zip, "constants.pkl", pickle(")"));
        }
        return bytes.toByteArray();
    }

    private static byte[] pickle(String body) {
        return ("\u0080\u0002" + body + ".").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry("kernels/" + name));
        zip.write(content);
    }
}
