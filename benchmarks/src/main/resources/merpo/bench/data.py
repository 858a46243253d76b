"""h5py's side of ./merpo bench data: data.py ROWS_FILE DIRECTORY.

Answers OPERATION LAYOUT with "BYTES SECONDS" (batches: "BATCHES SECONDS"), and "size LAYOUT".
"""

import hashlib
import os
import sys
import time
from platform import python_version

HORIZON = 1000
CHUNK_BYTES = 256 * 1024
BATCH = 256
BATCHES = 5000
BATCH_ARRAYS = ("observations", "actions", "rewards", "next_observations", "terminals")
FILTERS = {"shuffle": True, "compression": "gzip", "compression_opts": 1, "fletcher32": True}


def load(file):
    """Every array under its path."""
    import h5py

    arrays = {}

    def visit(path, item):
        if isinstance(item, h5py.Dataset):
            arrays[path] = item[()]

    file.visititems(visit)
    return arrays


def chunk(array):
    """Whole rows, whole episodes if possible, at most 256 KiB: the chunks of our own files."""
    fitting = max(1, CHUNK_BYTES // (array.nbytes // len(array)))
    rows = fitting // HORIZON * HORIZON if fitting >= HORIZON else fitting
    return (min(rows, len(array)),) + array.shape[1:]


def store(path, arrays, layout):
    import h5py

    with h5py.File(path, "w", libver="v110") as file:
        for name, array in arrays.items():
            options = dict(FILTERS, chunks=chunk(array)) if layout == "compressed" else {}
            file.create_dataset(name, data=array, **options)


def fetch(path):
    import h5py

    with h5py.File(path, "r") as file:
        return load(file)


def content_digest(arrays):
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(name.encode())
        digest.update(memoryview(arrays[name]).cast("B"))
    return digest.hexdigest()


def file_digest(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def publish(path, arrays, layout):
    """What our writer promises, done one after another."""
    import numpy as np

    content_digest(arrays)
    store(path, arrays, layout)
    for name, array in fetch(path).items():
        assert np.array_equal(array, arrays[name]), name
    file_digest(path)
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


class Peer:
    def __init__(self, rows, directory):
        self.arrays = fetch(rows)
        self.bytes = sum(array.nbytes for array in self.arrays.values())
        self.directory = directory

    def path(self, layout):
        return os.path.join(self.directory, f"h5py-{layout}.h5")

    def minibatch(self):
        import numpy as np

        arrays = [self.arrays[name] for name in BATCH_ARRAYS]
        random = np.random.default_rng(2)
        begin = time.perf_counter()
        for _ in range(BATCHES):
            rows = random.integers(len(arrays[0]), size=BATCH)
            for array in arrays:
                array[rows]
        return BATCHES, time.perf_counter() - begin

    def work(self, operation, layout):
        path = self.path(layout)
        if operation in ("write", "publish") and os.path.exists(path):
            os.remove(path)
        begin = time.perf_counter()
        if operation == "write":
            store(path, self.arrays, layout)
        elif operation == "publish":
            publish(path, self.arrays, layout)
        elif operation == "read":
            kept = fetch(path)
        elif operation == "verify":
            kept = fetch(path)
            content_digest(kept)
        else:
            raise ValueError(f"unknown request {operation}")
        return self.bytes, time.perf_counter() - begin

    def answer(self, operation, layout):
        if operation == "size":
            return str(os.path.getsize(self.path(layout)))
        count, seconds = self.minibatch() if operation == "minibatch" else self.work(operation, layout)
        return f"{count} {seconds:.9f}"


def main(rows, directory):
    try:
        import h5py
        import numpy as np

        peer = Peer(rows, directory)
    except Exception as e:
        print("failed", type(e).__name__, " ".join(str(e).split()), flush=True)
        raise SystemExit(1)
    print(
        f"ready h5py={h5py.__version__}; hdf5={h5py.version.hdf5_version};"
        f" numpy={np.__version__}; python={python_version()}",
        flush=True,
    )
    for line in sys.stdin:
        try:
            print(peer.answer(*line.split()), flush=True)
        except Exception as e:
            print("failed", type(e).__name__, " ".join(str(e).split()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
