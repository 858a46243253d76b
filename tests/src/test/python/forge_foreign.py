"""Makes small datasets as other projects write them, each with the rows that an import must give beside it.

Usage: forge_foreign.py FOLDER
"""

import os
import sys

import h5py
import numpy as np

OBS, ACT = 11, 3


def episodes(random, lengths, terminated, dtype):
    """Rows in the order of time; an episode whose end is None stays open."""
    parts = []
    for length, end in zip(lengths, terminated):
        seen = random.normal(size=(length + 1, OBS)).astype(dtype)
        flags = np.zeros((2, length), bool)
        if end is not None:
            flags[0 if end else 1, -1] = True
        parts.append({
            "observations": seen[:-1], "next_observations": seen[1:],
            "actions": random.uniform(-1, 1, size=(length, ACT)).astype(dtype),
            "rewards": random.normal(size=length).astype(dtype),
            "terminals": flags[0], "timeouts": flags[1]})
    return parts


def joined(parts):
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def expect(folder, name, rows):
    """As float32, as our layout has it."""
    rows = {key: values.astype("f4") if values.dtype.kind == "f" else values for key, values in rows.items()}
    rows["rewards"] = rows["rewards"].reshape(-1, 1)
    np.savez(os.path.join(folder, name + ".expected.npz"), **rows)


def d4rl_v2_replay(folder):
    """float64, rewards as a column, a row with both flags, an open end, metadata with weights."""
    random = np.random.default_rng(2)
    parts = episodes(random, [30, 40, 7], [True, False, None], "f8")
    rows = joined(parts)
    expected = joined(parts[:2])
    rows["timeouts"][29] = True
    with h5py.File(os.path.join(folder, "hopper_medium_replay-v2.hdf5"), "w") as file:
        for key, values in rows.items():
            data = values.reshape(-1, 1) if key == "rewards" else values
            file.create_dataset(key, data=data, compression="gzip")
        file["infos/qpos"] = random.normal(size=(77, 6))
        file["infos/qvel"] = random.normal(size=(77, 6))
        file["infos/action_log_probs"] = random.normal(size=77)
        file["metadata/algorithm"] = np.bytes_("SAC")
        file["metadata/iteration"] = np.int32(400)
        file["metadata/policy/nonlinearity"] = np.bytes_("relu")
        file["metadata/policy/fc0/weight"] = np.zeros((256, OBS), "f4")
    expect(folder, "hopper_medium_replay-v2", expected)


def d4rl_v0(folder):
    """No successors: the row that times out goes, the terminal one is its own successor."""
    parts = episodes(np.random.default_rng(0), [20, 25], [True, False], "f4")
    rows = joined(parts)
    with h5py.File(os.path.join(folder, "walker_mixed.hdf5"), "w") as file:
        for key, values in rows.items():
            if key != "next_observations":
                file.create_dataset(key, data=values, compression="gzip")
    rows["next_observations"][19] = rows["observations"][19]
    expected = {key: values[:-1].copy() for key, values in rows.items()}
    expected["timeouts"][-1] = True
    expect(folder, "walker_mixed", expected)


def macaw(folder):
    """LZF, each episode backwards, columns; all episodes end by done on the same step."""
    parts = episodes(np.random.default_rng(3), [20] * 4, [True] * 4, "f4")
    backwards = joined([{key: values[::-1] for key, values in part.items()} for part in parts])
    names = {"observations": "obs", "next_observations": "next_obs"}
    with h5py.File(os.path.join(folder, "buffers_walker_params_train_7_sub_task_0.hdf5"), "w") as file:
        for key, values in backwards.items():
            if key != "timeouts":
                data = values.reshape(-1, 1) if values.ndim == 1 else values
                file.create_dataset(names.get(key, key), data=data, compression="lzf")
        file.create_dataset("mc_rewards", data=backwards["rewards"].reshape(-1, 1), compression="lzf")
        file["discount_factor"] = 0.99
    expected = joined(parts)
    expected["terminals"], expected["timeouts"] = expected["timeouts"], expected["terminals"]
    expect(folder, "buffers_walker_params_train_7_sub_task_0", expected)


def minari_set(folder):
    """Written by Minari itself; actions have bounds of 0.4, an episode has no flag at its end."""
    os.environ["MINARI_DATASETS_PATH"] = os.path.join(folder, "minari")
    import minari
    from gymnasium.spaces import Box
    from minari.data_collector import EpisodeBuffer
    parts = episodes(np.random.default_rng(5), [10, 15, 12], [True, False, False], "f4")
    buffers = [EpisodeBuffer(
        id=number,
        observations=np.concatenate([part["observations"], part["next_observations"][-1:]]),
        actions=part["actions"] * np.float32(0.5), rewards=part["rewards"].astype("f8"),
        terminations=part["terminals"], truncations=part["timeouts"]) for number, part in enumerate(parts)]
    minari.create_dataset_from_buffers(
        dataset_id="hopper/expert-v3", buffer=buffers, algorithm_name="PPO",
        observation_space=Box(-np.inf, np.inf, (OBS,), np.float32),
        action_space=Box(-0.5, 0.5, (ACT,), np.float32),
        author="Some One", author_email="some@example.org", code_permalink="https://example.org",
        description="three episodes")
    expect(folder, "minari", joined(parts))


def focal(folder):
    """One folder per task; trajectories of 200 steps, one after the other, each marked terminal at its end."""
    parts = episodes(np.random.default_rng(6), [200] * 3, [False] * 3, "f8")
    rows = joined(parts)
    task = os.path.join(folder, "focal", "seed_1_goal_0.309_-0.951")
    os.makedirs(task)
    names = {"observations": "obs", "next_observations": "next_obs"}
    for key, values in rows.items():
        if key != "timeouts":
            data = rows["timeouts"].astype("f8") if key == "terminals" else values
            np.save(os.path.join(task, names.get(key, key) + ".npy"), data.reshape(len(data), -1))
    expect(folder, "focal", rows)


def oddities(folder):
    """Files that are refused: what the message must name is in the file's name."""
    with h5py.File(os.path.join(folder, "external_link.hdf5"), "w") as file:
        good = joined(episodes(np.random.default_rng(7), [10], [True], "f4"))
        for key, values in good.items():
            file[key] = values
        del file["rewards"]
        file["rewards"] = h5py.ExternalLink("elsewhere.h5", "/rewards")
    with h5py.File(os.path.join(folder, "virtual.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values
        del file["rewards"]
        layout = h5py.VirtualLayout(shape=(10,), dtype="<f4")
        layout[:] = h5py.VirtualSource("elsewhere.h5", "rewards", shape=(10,))
        file.create_virtual_dataset("rewards", layout)
    with h5py.File(os.path.join(folder, "huge.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values
        del file["rewards"]
        file.create_dataset("rewards", (10**9,), "<f4", chunks=(1024,), compression=1)
    with h5py.File(os.path.join(folder, "not_finite.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values
        file["rewards"][3] = np.nan
    with h5py.File(os.path.join(folder, "shortened.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values[:-1] if key == "actions" else values
    with h5py.File(os.path.join(folder, "newest.hdf5"), "w", libver="latest") as file:
        for key, values in good.items():
            file[key] = values
    with h5py.File(os.path.join(folder, "newest.hdf5")) as old, \
            h5py.File(os.path.join(folder, "rewritten.hdf5"), "w", libver=("v110", "v110")) as new:
        old.visititems(lambda name, part: new.__setitem__(name, part[()]) if isinstance(part, h5py.Dataset) else None)
    with h5py.File(os.path.join(folder, "filtered.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values
        del file["rewards"]
        file.create_dataset("rewards", data=good["rewards"], scaleoffset=4)
    with h5py.File(os.path.join(folder, "compound.hdf5"), "w") as file:
        for key, values in good.items():
            file[key] = values
        del file["rewards"]
        file["rewards"] = np.zeros(10, dtype=[("a", "f4"), ("b", "f4")])


if __name__ == "__main__":
    for make in (d4rl_v2_replay, d4rl_v0, macaw, minari_set, focal, oddities):
        make(sys.argv[1])
