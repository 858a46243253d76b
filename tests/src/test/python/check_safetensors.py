"""Checks a safetensors file against a JSON expectation and writes its content back.

usage: check_safetensors.py FILE EXPECTED.json BACK
EXPECTED: {"tensors": {name: [shape, numbers]}, "metadata": {name: text}}
"""
import json
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file


def main(path, expected_path, back):
    with open(expected_path, encoding="utf-8") as f:
        expected = json.load(f)
    with safe_open(path, framework="np") as f:
        assert f.metadata() == expected["metadata"], f"metadata {f.metadata()}"
        tensors = {name: f.get_tensor(name) for name in f.keys()}
        metadata = f.metadata()
    assert set(tensors) == set(expected["tensors"]), f"names {sorted(tensors)}"
    for name, (shape, numbers) in expected["tensors"].items():
        tensor = tensors[name]
        dtype = np.float64 if name == "position" else np.float32
        assert tensor.dtype == dtype, f"{name}: type {tensor.dtype}"
        assert tensor.shape == tuple(shape), f"{name}: shape {tensor.shape}, expected {shape}"
        wanted = np.array(numbers, dtype=dtype).reshape(shape)
        assert np.array_equal(tensor, wanted), f"{name}: numbers {tensor.tolist()}, expected {numbers}"
    save_file(tensors, back, metadata=metadata)
    print(f"{len(tensors)} tensors as specified")


if __name__ == "__main__":
    main(*sys.argv[1:])
