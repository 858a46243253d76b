"""Compares the rows of .npz files in pairs: an import beside what it must be.

Usage: compare_rows.py FOUND.npz EXPECTED.npz ...
"""

import sys

import numpy as np


def compare(found_path, expected_path):
    with np.load(found_path) as found, np.load(expected_path) as expected:
        if sorted(found) != sorted(expected):
            sys.exit(f"{found_path}: arrays {sorted(found)}, expected {sorted(expected)}")
        for name in expected:
            if found[name].shape != expected[name].shape:
                sys.exit(f"{found_path}: {name} has shape {found[name].shape}, expected {expected[name].shape}")
            differ = np.flatnonzero((found[name] != expected[name]).reshape(len(found[name]), -1).any(axis=1))
            if len(differ):
                sys.exit(f"{found_path}: {name} differs in {len(differ)} rows, first {differ[0]}")
    print(found_path, "as expected")


if __name__ == "__main__":
    for pair in zip(sys.argv[1::2], sys.argv[2::2]):
        compare(*pair)
