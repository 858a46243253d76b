"""Makes a forged copy of a good dataset file: what other programs, accidents and malice produce.

Usage: forge_dataset.py GOOD FORGED KIND
"""

import os
import sys

import h5py
import numpy as np


def replace(file, path, values, **options):
    del file[path]
    file.create_dataset(path, data=values, **options)


def external_link(file):
    del file["rewards"]
    file["rewards"] = h5py.ExternalLink("elsewhere.h5", "/rewards")


def soft_link(file):
    del file["rewards"]
    file["rewards"] = h5py.SoftLink("/infos/action_log_probs")


def virtual(file):
    rows = file["rewards"].shape[0]
    del file["rewards"]
    layout = h5py.VirtualLayout(shape=(rows,), dtype="<f4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "rewards", shape=(rows,))
    file.create_virtual_dataset("rewards", layout)


def external_storage(file):
    rows = file["rewards"].shape[0]
    del file["rewards"]
    file.create_dataset("rewards", (rows,), "<f4", external=[("elsewhere.raw", 0, 4 * rows)])


def huge(file):
    del file["rewards"]
    file.create_dataset("rewards", (10**12,), "<f4", chunks=(1024,), compression=1)
    file.attrs["n_transitions"] = np.int64(10**12)


def plausible_but_huge(file):
    file.attrs["n_transitions"] = np.int64(2 * 10**9)


def column_vector(file):
    replace(file, "rewards", file["rewards"][()].reshape(-1, 1))


def float64(file):
    replace(file, "observations", file["observations"][()].astype("<f8"))


def big_endian(file):
    replace(file, "observations", file["observations"][()].astype(">f4"))


def integer_flags(file):
    replace(file, "terminals", file["terminals"][()].astype(np.uint8))


def extra_dataset(file):
    file["weights"] = np.zeros(3, np.float32)


def extra_group(file):
    file.create_group("metadata")


def missing(file):
    del file["timeouts"]


def shortened(file):
    replace(file, "actions", file["actions"][:-1])


def changed_number(file):
    file["rewards"][0] = file["rewards"][0] + 1


def changed_pair(file):
    rewards = file["rewards"][()]
    rewards[0], rewards[1] = rewards[1], rewards[0]
    file["rewards"][:] = rewards


def not_finite(file):
    file["observations"][1, 1] = np.nan


def both_flags(file):
    last = file["terminals"].shape[0] - 1
    file["terminals"][last] = True
    file["timeouts"][last] = True


def changed_attribute(file):
    file.attrs["quality"] = "expert"


def missing_attribute(file):
    del file.attrs["seed_env"]


def foreign(file):
    for name in list(file.attrs):
        del file.attrs[name]


def newer(file):
    file.attrs["schema_version"] = "2.0"


def deep(file):
    group = file["infos"]
    for _ in range(300):
        group = group.create_group("g")


def cycle(file):
    del file["infos"]
    file["infos"] = file["/"]


def committed_type(file):
    file["number"] = np.dtype("<f4")


def scalar_dataset(file):
    replace(file, "rewards", np.float32(0))


def many_axes(file):
    replace(file, "rewards", np.zeros((1,) * 32, np.float32))


def compound_dataset(file):
    rows = file["rewards"].shape[0]
    replace(file, "rewards", np.zeros(rows, [("reward", "<f4"), ("bonus", "<f4")]))


def huge_chunk(file):
    """Never allocated: the file says that it is there, and stays small."""
    rows = file["rewards"].shape[0]
    del file["rewards"]
    file.create_dataset("rewards", (rows,), "<f4", chunks=(2**29,), maxshape=(None,), compression=1)


def lzf(file):
    replace(file, "rewards", np.zeros(file["rewards"].shape, "<f4"), compression="lzf", chunks=True)


def compound_attribute(file):
    file.attrs["seed_env"] = np.zeros((), [("a", "<i8"), ("b", "<i8")])


def matrix_attribute(file):
    file.attrs["action_low"] = np.zeros((2, 2))


def reference_attribute(file):
    file.attrs["seed_env"] = file["rewards"].ref


def null_text(file):
    file.attrs["quality"] = h5py.Empty(h5py.string_dtype("utf-8"))


def null_number(file):
    file.attrs["seed_env"] = h5py.Empty("<i8")


def long_name(file):
    file.attrs["n" * 300] = 1


def many_attributes(file):
    for i in range(10_100):
        file.attrs[f"a{i}"] = 1


def long_fixed_text(file):
    file.attrs["quality"] = np.bytes_(b"m" * 1237)


def short_text(file):
    file.attrs["quality"] = "m" * 1237


def long_text(file):
    file.attrs["quality"] = "m" * 1237


#: Kinds whose bytes are changed afterwards: the length 1237 that this format keeps without a
#: checksum, in a type or in a reference to a text, becomes another.
LENGTHS = {"long_fixed_text": 2**31 - 1, "short_text": 3, "long_text": 2**31 - 1}


def forge_length(path, length):
    with open(path, "r+b") as file:
        content = file.read()
        found = content.count((1237).to_bytes(4, "little"))
        assert found >= 1, "the length is not in the file"
        at = content.find((1237).to_bytes(4, "little"))
        while at >= 0:
            if content[at + 4 : at + 8] != b"\0\0\0\0" or path.endswith("long_fixed_text.h5"):
                file.seek(at)
                file.write(length.to_bytes(4, "little"))
            at = content.find((1237).to_bytes(4, "little"), at + 1)


def unfiltered(file):
    """Not forged at all: the same content from another writer, contiguous and in the oldest format."""
    for path in ("observations", "rewards", "infos/qpos", "terminals"):
        if path in file:
            replace(file, path, file[path][()])


def main(good, forged, kind):
    if os.path.exists(forged):
        os.remove(forged)
    with h5py.File(good, "r") as source, h5py.File(forged, "w") as target:
        for name in source:
            source.copy(name, target)
        for name, value in source.attrs.items():
            target.attrs[name] = value
        {name: forge for name, forge in globals().items() if callable(forge)}[kind](target)
    if kind in LENGTHS:
        forge_length(forged, LENGTHS[kind])


if __name__ == "__main__":
    kinds = sys.argv[3].split(",")
    for kind in kinds:
        main(sys.argv[1], f"{sys.argv[2]}/{kind}.h5", kind)
