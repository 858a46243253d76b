"""Reads a dataset file with h5py and checks it against the layout, independently of the Java code.

Usage: check_dataset.py FILE EXPECTED.json
EXPECTED holds what the Java side meant to write: widths, horizon, attributes, some rows, the digest.
"""

import hashlib
import json
import re
import struct
import sys

import h5py
import numpy as np

NUMPY_TYPES = {"<f4": np.float32, "<f8": np.float64, "<i4": np.int32, "<i8": np.int64, "|b1": bool}


def require(condition, message):
    if not condition:
        sys.exit("check_dataset: " + message)


def layout(expected):
    """path -> (type tag, width or None), as the specification lists them."""
    columns = {
        "observations": ("<f4", expected["obs"]),
        "next_observations": ("<f4", expected["obs"]),
        "actions": ("<f4", expected["act"]),
        "rewards": ("<f4", None),
        "terminals": ("|b1", None),
        "timeouts": ("|b1", None),
        "infos/qpos": ("<f8", expected["nq"]),
        "infos/qvel": ("<f8", expected["nv"]),
        "infos/action_log_probs": ("<f4", None),
        "infos/episode_id": ("<i4", None),
        "infos/checkpoint_step": ("<i8", None),
    }
    return {path: column for path, column in columns.items() if column[1] != 0}


def datasets(file):
    found = {}
    file.visititems(lambda name, item: found.update({name: item}) if isinstance(item, h5py.Dataset) else None)
    return found


def chunk_rows(rows, row_bytes, horizon):
    fitting = max(1, 262144 // row_bytes)
    whole = fitting // horizon * horizon if fitting >= horizon else fitting
    return min(whole, rows)


def check_array(path, item, tag, width, rows, horizon):
    shape = (rows,) if width is None else (rows, width)
    require(item.shape == shape, f"{path}: shape {item.shape}, expected {shape}")
    require(item.dtype.str == tag, f"{path}: dtype {item.dtype.str}, expected {tag}")
    row_bytes = item.dtype.itemsize * (width or 1)
    chunks = (chunk_rows(rows, row_bytes, horizon),) + shape[1:]
    require(item.chunks == chunks, f"{path}: chunks {item.chunks}, expected {chunks}")
    plist = item.id.get_create_plist()
    filters = [plist.get_filter(i)[0] for i in range(plist.get_nfilters())]
    require(filters == [h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_FLETCHER32],
            f"{path}: filters {filters}, expected shuffle, deflate, Fletcher-32")
    require(item.compression_opts == 1, f"{path}: deflate level {item.compression_opts}, expected 1")
    require(not item.is_virtual and item.external is None, f"{path}: rows lie elsewhere")
    require(not plist.get_obj_track_times(), f"{path}: notes the time it was made")


def check_bool(item):
    kind = item.id.get_type()
    require(isinstance(kind, h5py.h5t.TypeEnumID) and kind.get_super().equal(h5py.h5t.STD_I8LE),
            f"{item.name}: not an enum on int8")
    require([kind.get_member_name(i) for i in range(kind.get_nmembers())] == [b"FALSE", b"TRUE"],
            f"{item.name}: members are not FALSE, TRUE")
    require(kind.equal(h5py.h5t.py_create(np.dtype(bool))), f"{item.name}: not h5py's bool")


def check_d4rl_rules(arrays):
    """What the loaders of D4RL assume and never check."""
    rows = len(arrays["rewards"])
    for path, values in arrays.items():
        require(values.shape and len(values) == rows, f"{path}: {values.shape} is not indexed by row")
        if values.dtype.kind == "f":
            require(np.isfinite(values).all(), f"{path}: not finite")
    terminals, timeouts = arrays["terminals"], arrays["timeouts"]
    require(not (terminals & timeouts).any(), "a row is terminal and timeout")
    flags = terminals | timeouts
    require(flags[-1], "the last row ends no episode")
    ids = np.concatenate([[0], np.cumsum(flags)[:-1]])
    require((arrays["infos/episode_id"] == ids).all(), "episode_id does not follow the flags")
    require(np.abs(arrays["actions"]).max() <= 1, "actions leave [-1, 1]")
    # qlearning_dataset: skips timeouts, and the very last row; sequence_dataset: cuts at every flag
    kept = [i for i in range(rows - 1) if not timeouts[i]]
    require(len(kept) == rows - timeouts.sum() - int(terminals[-1]), "qlearning_dataset keeps other rows")
    return int(flags.sum()), len(kept)


def check_attribute(name, value, meant):
    kind = {str: str, int: np.int64, float: np.float64}
    if isinstance(meant, list):
        require(isinstance(value, np.ndarray) and value.ndim == 1, f"attribute {name}: not a list")
        require(len(value) == len(meant), f"attribute {name}: {len(value)} values")
        for one, other in zip(value, meant):
            require(isinstance(one, kind[type(other)]) and one == other, f"attribute {name}: {one!r}, meant {other!r}")
    else:
        require(type(value) is kind[type(meant)] and value == meant, f"attribute {name}: {value!r}, meant {meant!r}")


def number(value):
    """ECMAScript's spelling of a double (RFC 8785), from Python's shortest digits."""
    if value == 0:
        return "0"
    sign, mantissa, exponent = re.fullmatch(r"(-?)([\d.]+)(?:e([+-]\d+))?", repr(float(value))).groups()
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    if len(digits) <= point <= 21:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + f"e{point - 1:+d}"
    return sign + text


def canonical(value):
    if isinstance(value, np.ndarray):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, np.integer):
        return str(int(value))
    return number(value)


def content_digest(arrays, tags, attributes):
    digest = hashlib.sha256()
    for path in sorted(arrays, key=lambda p: p.encode()):
        values = arrays[path]
        digest.update(path.encode() + b"\0" + tags[path].encode() + b"\0")
        digest.update(struct.pack("<B", values.ndim) + struct.pack(f"<{values.ndim}Q", *values.shape))
        digest.update(values.astype(tags[path]).tobytes())
    members = (f"{json.dumps(name)}:{canonical(attributes[name])}" for name in sorted(attributes) if name != "content_sha256")
    digest.update(("{" + ",".join(members) + "}").encode())
    return digest.hexdigest()


def main(path, expected_path):
    with open(expected_path, encoding="utf-8") as stream:
        expected = json.load(stream)
    with h5py.File(path, "r") as file:
        found = datasets(file)
        columns = layout(expected)
        require(sorted(found) == sorted(columns), f"datasets {sorted(found)}, expected {sorted(columns)}")
        for name, (tag, width) in columns.items():
            check_array(name, found[name], tag, width, expected["rows"], expected["horizon"])
        check_bool(found["terminals"])
        check_bool(found["timeouts"])
        attributes = dict(file.attrs)
        for name in file.attrs:
            kind = file.attrs.get_id(name).get_type()
            if isinstance(kind, h5py.h5t.TypeStringID):
                require(kind.is_variable_str() and kind.get_cset() == h5py.h5t.CSET_UTF8,
                        f"attribute {name}: not variable-length UTF-8")
        meant = expected["attributes"]
        require(sorted(attributes) == sorted(meant), f"attributes differ: {sorted(set(attributes) ^ set(meant))}")
        for name, value in attributes.items():
            check_attribute(name, value, meant[name])
        arrays = {name: item[()] for name, item in found.items()}
    episodes, kept = check_d4rl_rules(arrays)
    require(episodes == meant["n_episodes"], f"{episodes} episodes")
    for name, rows in expected["some_rows"].items():
        for row, values in rows.items():
            require(arrays[name][int(row)].tolist() == values, f"{name}[{row}] is {arrays[name][int(row)].tolist()}, meant {values}")
    digest = content_digest(arrays, {name: tag for name, (tag, _) in columns.items()}, attributes)
    require(digest == attributes["content_sha256"], f"recomputed digest {digest}, stored {attributes['content_sha256']}")
    print(f"{len(arrays)} datasets, {len(attributes)} attributes, {episodes} episodes, {kept} rows for Q-learning: as specified")


if __name__ == "__main__":
    main(*sys.argv[1:])
