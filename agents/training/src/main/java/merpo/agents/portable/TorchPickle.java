package merpo.agents.portable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The pickles of a TorchScript archive, protocol 2: an object of a class in the archive's code
 * whose attributes are float tensors, each the whole of a storage of its own, {@code data/0} and so
 * on.
 */
final class TorchPickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TorchPickle() {
        op(0x80).op(2);
    }

    /** The empty tuple: an archive without constants. */
    static byte[] nothing() {
        return new TorchPickle().op(')').op('.').out.toByteArray();
    }

    /** A module in evaluation mode. */
    static byte[] module(String name, List<TorchScript.Buffer> buffers) {
        TorchPickle pickle = new TorchPickle();
        pickle.global("__torch__", name).op(')').op(0x81).op('}').op('(');
        for (int i = 0; i < buffers.size(); i++) {
            pickle.text(buffers.get(i).name()).tensor(i, buffers.get(i));
        }
        pickle.text("training").op(0x89);
        pickle.text("_is_full_backward_hook").op('N');
        return pickle.op('u').op('b').op('.').out.toByteArray();
    }

    private void tensor(int storage, TorchScript.Buffer buffer) {
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", "FloatStorage").text("" + storage).text("cpu");
        number(buffer.values().length).op('t').op('Q');
        number(0); // offset
        op('(');
        for (int length : buffer.shape()) {
            number(length);
        }
        op('t').op('(');
        int stride = buffer.values().length;
        for (int length : buffer.shape()) {
            stride /= length;
            number(stride);
        }
        op('t').op(0x89); // takes no gradient
        global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    private TorchPickle global(String module, String name) {
        return op('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private TorchPickle text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return op('X').integer(bytes.length).bytes(bytes);
    }

    private TorchPickle number(int value) {
        return op('J').integer(value);
    }

    private TorchPickle integer(int value) {
        return bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private TorchPickle bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private TorchPickle op(int code) {
        out.write(code);
        return this;
    }
}
