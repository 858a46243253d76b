"""Writes policies as others do, well and ill, for observations of 2 numbers and actions of 2.

usage: forge_policies.py DIRECTORY
"""
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HALF = np.diag([0.5, -0.5])  # what every sound one computes: (x / 2, -y / 2)


def model(path, inputs, outputs, nodes, weights=None):
    weights = weights or []
    graph = helper.make_graph(nodes, "theirs", inputs, outputs, weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)


def halves(path, kind, shape, width=2, name="obs", weights=HALF, outputs=None):
    """A model that multiplies by weights."""
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    matrix = np.zeros((width, weights.shape[1]), dtype)
    matrix[: weights.shape[0]] = weights[:width]
    model(
        path,
        [helper.make_tensor_value_info(name, kind, shape)],
        outputs or [helper.make_tensor_value_info("out", kind, None)],
        [helper.make_node("MatMul", [name, "w"], ["out"])],
        [numpy_helper.from_array(matrix, "w")],
    )


def main(directory):
    warnings.simplefilter("ignore")
    home = Path(directory)

    # sound
    halves(home / "float.onnx", TensorProto.FLOAT, ["n", 2])
    halves(home / "double.onnx", TensorProto.DOUBLE, ["n", 2])
    halves(home / "single.onnx", TensorProto.FLOAT, [1, 2])
    halves(home / "flat.onnx", TensorProto.FLOAT, [2])
    row = helper.make_tensor_value_info("obs", TensorProto.FLOAT, ["n", 2])
    rows = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("values", "actions")]
    model(
        home / "several.onnx",
        [row],
        rows,
        [helper.make_node("MatMul", ["obs", "v"], ["values"]), helper.make_node("MatMul", ["obs", "w"], ["actions"])],
        [
            numpy_helper.from_array(np.ones((2, 1), np.float32), "v"),
            numpy_helper.from_array(HALF.astype(np.float32), "w"),
        ],
    )
    linear = torch.nn.Linear(2, 2, bias=False)
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(HALF))
    torch.jit.script(linear).save(home / "script.pt")
    torch.jit.trace(linear, torch.zeros(1, 2)).save(home / "trace.pt")
    torch.jit.script(torch.nn.Linear(2, 2, bias=False).double().requires_grad_(False)).save(home / "double.pt")
    double = torch.jit.load(home / "double.pt")
    double.load_state_dict({"weight": torch.tensor(HALF)})
    double.save(home / "double.pt")

    # ill
    halves(home / "wide.onnx", TensorProto.FLOAT, ["n", 17], width=17)
    halves(home / "many.onnx", TensorProto.FLOAT, ["n", 2], weights=np.ones((2, 6)))
    halves(home / "nan.onnx", TensorProto.FLOAT, ["n", 2], weights=HALF * np.nan)
    model(
        home / "whole.onnx",
        [helper.make_tensor_value_info("obs", TensorProto.INT64, ["n", 2])],
        [helper.make_tensor_value_info("out", TensorProto.INT64, ["n", 2])],
        [helper.make_node("Identity", ["obs"], ["out"])],
    )
    model(
        home / "image.onnx",
        [helper.make_tensor_value_info("obs", TensorProto.FLOAT, ["n", 3, 84, 84])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", 3, 84, 84])],
        [helper.make_node("Identity", ["obs"], ["out"])],
    )
    model(
        home / "recurrent.onnx",
        [row, helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["n", 2])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", 2])],
        [helper.make_node("Add", ["obs", "hidden"], ["out"])],
    )
    torch.jit.script(torch.nn.Linear(17, 2)).save(home / "wide.pt")
    torch.save(linear.state_dict(), home / "weights.pt")
    whole = (home / "script.pt").read_bytes()
    (home / "torn.pt").write_bytes(whole[: len(whole) // 2])
    (home / "torn.onnx").write_bytes((home / "wide.onnx").read_bytes()[:60])
    (home / "text.onnx").write_text("no policy\n")
    (home / "empty.onnx").write_bytes(b"")


if __name__ == "__main__":
    main(*sys.argv[1:])
