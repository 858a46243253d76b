"""Checks what TensorBoard finds in a folder against a JSON expectation, by its two readers.

usage: check_events.py FOLDER EXPECTED.json
EXPECTED: {"from": seconds, "to": seconds, "scalars": {tag: [[step, "number"], ...]}}
"""
import json
import sys

import numpy as np
from tensorboard import context
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.data import server_ingester
from tensorboard.util import grpc_util


def accumulated(folder):
    """By the Python reader: all points, and no tag of another kind."""
    reader = EventAccumulator(folder, size_guidance={"scalars": 0})
    reader.Reload()
    tags = reader.Tags()
    assert not any(found for kind, found in tags.items() if kind != "scalars"), f"other kinds: {tags}"
    return {
        tag: [(point.step, point.wall_time, point.value) for point in reader.Scalars(tag)]
        for tag in tags["scalars"]
    }


def served(folder):
    """By the data server behind TensorBoard's pages, written in Rust; another reading of the format."""
    ingester = server_ingester.SubprocessServerDataIngester(
        server_binary=server_ingester.get_server_binary(),
        logdir=folder,
        reload_interval=3600,
        channel_creds_type=grpc_util.ChannelCredsType.LOCAL,
    )
    ingester.start()
    provider = ingester.data_provider
    runs = provider.read_scalars(
        context.RequestContext(), experiment_id="", plugin_name="scalars", downsample=100000
    )
    assert set(runs) == {"."}, f"runs: {sorted(runs)}"
    return {
        tag: [(point.step, point.wall_time, point.value) for point in points]
        for tag, points in runs["."].items()
    }


def check(reader, found, expected):
    wanted = expected["scalars"]
    assert set(found) == set(wanted), f"{reader}: tags {sorted(found)}, expected {sorted(wanted)}"
    for tag, points in wanted.items():
        steps = [step for step, _, _ in found[tag]]
        assert steps == [step for step, _ in points], f"{reader}, {tag}: steps {steps}"
        numbers = np.array([number for _, _, number in found[tag]], dtype=np.float32)
        exact = np.array([float(number) for _, number in points]).astype(np.float32)
        assert np.array_equal(numbers, exact, equal_nan=True), f"{reader}, {tag}: numbers {numbers}, expected {exact}"
        times = [time for _, time, _ in found[tag]]
        assert all(expected["from"] <= time <= expected["to"] for time in times), f"{reader}, {tag}: times {times}"
        assert times == sorted(times), f"{reader}, {tag}: times {times}"
    print(f"{reader}: {len(wanted)} tags, {sum(map(len, wanted.values()))} points as written")


def main(folder, expected_path):
    with open(expected_path, encoding="utf-8") as f:
        expected = json.load(f)
    check("EventAccumulator", accumulated(folder), expected)
    check("data server", served(folder), expected)


if __name__ == "__main__":
    main(*sys.argv[1:])
