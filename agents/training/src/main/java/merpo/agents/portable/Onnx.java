package merpo.agents.portable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import merpo.agents.ActingNetwork;
import merpo.datagen.storage.ProtobufMessage;

/**
 * A policy as an ONNX model: {@code Gemm}, {@code Relu} and {@code Tanh} over rows of float32, with
 * the first axis open. Field numbers are those of ONNX's {@code onnx.proto}; version and operators
 * are as old as those that every runtime since 2020 knows.
 */
final class Onnx {
    /** With what every file of ours begins: version and producer. */
    static final byte[] BEGINNING = {8, 7, 18, 5, 'm', 'e', 'r', 'p', 'o'};

    private static final int IR_VERSION = 7;
    private static final int OPERATORS = 13;
    private static final int FLOAT = 1; // TensorProto.DataType
    private static final int INT = 2; // AttributeProto.AttributeType

    private Onnx() {}

    static byte[] of(PortablePolicy policy) {
        return ProtobufMessage.of(
                model -> {
                    model.writeInt64(1, IR_VERSION);
                    model.writeString(2, "merpo");
                    model.writeByteArray(7, graph(policy));
                    model.writeByteArray(
                            8, ProtobufMessage.of(set -> set.writeInt64(2, OPERATORS)));
                    for (var entry : policy.metadata().entrySet()) {
                        model.writeByteArray(
                                14,
                                ProtobufMessage.of(
                                        property -> {
                                            property.writeString(1, entry.getKey());
                                            property.writeString(2, entry.getValue());
                                        }));
                    }
                });
    }

    private static byte[] graph(PortablePolicy policy) {
        List<byte[]> nodes = new ArrayList<>();
        List<byte[]> tensors = new ArrayList<>();
        String x = PortablePolicy.OBSERVATION;
        if (policy.asksForZ()) {
            nodes.add(node("Concat", List.of(x, PortablePolicy.EMBEDDING), "input", "axis", 1));
            x = "input";
        }
        List<ActingNetwork.Layer> layers = policy.network().layers();
        for (int i = 0; i < layers.size(); i++) {
            ActingNetwork.Layer layer = layers.get(i);
            String weight = "weight_" + i;
            String bias = "bias_" + i;
            tensors.add(tensor(weight, layer.weight(), layer.in(), layer.out()));
            tensors.add(tensor(bias, layer.bias(), layer.out()));
            nodes.add(node("Gemm", List.of(x, weight, bias), "linear_" + i, "", 0));
            boolean last = i == layers.size() - 1;
            x = last ? PortablePolicy.ACTION : "hidden_" + i;
            nodes.add(node(last ? "Tanh" : "Relu", List.of("linear_" + i), x, "", 0));
        }
        return ProtobufMessage.of(
                graph -> {
                    for (byte[] node : nodes) {
                        graph.writeByteArray(1, node);
                    }
                    graph.writeString(2, "policy");
                    for (byte[] tensor : tensors) {
                        graph.writeByteArray(5, tensor);
                    }
                    for (var input : policy.inputs().entrySet()) {
                        graph.writeByteArray(11, rows(input.getKey(), input.getValue()));
                    }
                    graph.writeByteArray(
                            12, rows(PortablePolicy.ACTION, policy.network().actionSize()));
                });
    }

    /** An operator with one attribute, a whole number; none where its name is empty. */
    private static byte[] node(
            String operator, List<String> inputs, String output, String attribute, int value) {
        return ProtobufMessage.of(
                node -> {
                    for (String input : inputs) {
                        node.writeString(1, input);
                    }
                    node.writeString(2, output);
                    node.writeString(3, output);
                    node.writeString(4, operator);
                    if (!attribute.isEmpty()) {
                        node.writeByteArray(
                                5,
                                ProtobufMessage.of(
                                        of -> {
                                            of.writeString(1, attribute);
                                            of.writeInt64(3, value);
                                            of.writeEnum(20, INT);
                                        }));
                    }
                });
    }

    private static byte[] tensor(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ProtobufMessage.of(
                tensor -> {
                    for (long length : shape) {
                        tensor.writeInt64(1, length);
                    }
                    tensor.writeInt32(2, FLOAT);
                    tensor.writeString(8, name);
                    tensor.writeByteArray(9, bytes.array());
                });
    }

    /** The type of an input or output: rows of so many floats. */
    private static byte[] rows(String name, int width) {
        byte[] shape =
                ProtobufMessage.of(
                        axes -> {
                            axes.writeByteArray(
                                    1, ProtobufMessage.of(axis -> axis.writeString(2, "batch")));
                            axes.writeByteArray(
                                    1, ProtobufMessage.of(axis -> axis.writeInt64(1, width)));
                        });
        byte[] tensor =
                ProtobufMessage.of(
                        type -> {
                            type.writeEnum(1, FLOAT);
                            type.writeByteArray(2, shape);
                        });
        return ProtobufMessage.of(
                value -> {
                    value.writeString(1, name);
                    value.writeByteArray(
                            2, ProtobufMessage.of(type -> type.writeByteArray(1, tensor)));
                });
    }
}
