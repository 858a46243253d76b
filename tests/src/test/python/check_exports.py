"""Reads the three exports of one dataset with other people's packages and compares them row by row.

Usage: check_exports.py D4RL.hdf5 D3RLPY.npz MINARI_ROOT MINARI_ID EXPECTED.json
EXPECTED holds what the Java side meant to write: horizon, widths, lengths of the episodes, reference scores.
"""

import json
import os
import subprocess
import sys
import warnings

import h5py
import numpy as np


def require(condition, message):
    if not condition:
        sys.exit("check_exports: " + message)


def rows_of_d4rl(path, expected):
    """What upstream does on opening: every dataset is read whole and indexed by row."""
    arrays = {}
    with h5py.File(path, "r") as file:
        require(not file.attrs, "a plain D4RL file has no attributes")
        file.visititems(lambda name, item: arrays.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
        for name in ("terminals", "timeouts"):
            require(file[name].id.get_type().equal(h5py.h5t.py_create(np.dtype(bool))), f"{name}: not h5py's bool")
    rows = sum(expected["lengths"])
    for name, values in arrays.items():
        require(len(values) == rows, f"{name}: {values.shape}, {rows} rows expected")
    for name in ("observations", "actions", "rewards", "next_observations", "infos/action_log_probs"):
        require(arrays[name].dtype == np.dtype("<f4"), f"{name}: {arrays[name].dtype}")
    require(arrays["rewards"].shape == (rows,), "rewards are no vector")
    ends = np.flatnonzero(arrays["terminals"] | arrays["timeouts"]) + 1
    require(np.diff(ends, prepend=0).tolist() == expected["lengths"], "episodes have other lengths")
    return arrays


def check_d3rlpy(path, arrays):
    """The arguments of MDPDataset: flat arrays, rewards as a column."""
    with np.load(path) as file:
        require(sorted(file) == ["actions", "next_observations", "observations", "rewards", "terminals", "timeouts"],
                f"arrays {sorted(file)}")
        require(file["rewards"].shape == (len(arrays["rewards"]), 1), "rewards are no column")
        require(file["terminals"].dtype == bool and file["terminals"].ndim == 1, "terminals are no flags")
        for name in file:
            values = file[name].reshape(arrays[name].shape)
            require(values.dtype == arrays[name].dtype, f"{name}: {values.dtype}")
            require(np.array_equal(values, arrays[name]), f"{name} differs from the D4RL file")


def check_minari(root, name, arrays, expected):
    os.environ["MINARI_DATASETS_PATH"] = root
    import minari
    warnings.simplefilter("error", UserWarning)
    require(list(minari.list_local_datasets()) == [name], f"lists {list(minari.list_local_datasets())}")
    dataset = minari.load_dataset(name)
    require(dataset.total_episodes == len(expected["lengths"]), f"{dataset.total_episodes} episodes")
    require(dataset.total_steps == sum(expected["lengths"]), f"{dataset.total_steps} steps")
    require(dataset.spec.env_spec.max_episode_steps == expected["horizon"], "another time limit")
    require(dataset.action_space.low.min() == -1 and dataset.action_space.high.max() == 1, "actions have other bounds")
    start = 0
    for episode in dataset.iterate_episodes():
        end = start + len(episode.rewards)
        require(len(episode.observations) == len(episode.rewards) + 1, "no observation after the last step")
        require(dataset.observation_space.contains(episode.observations[0]), "an observation outside of its space")
        require(dataset.action_space.contains(episode.actions[0]), "an action outside of its space")
        joined = {"observations": episode.observations[:-1], "next_observations": episode.observations[1:],
                  "actions": episode.actions, "rewards": episode.rewards,
                  "terminals": episode.terminations, "timeouts": episode.truncations}
        for key, values in episode.infos.items():
            path = "infos/" + key
            require(len(values) == end - start + 1, f"{path}: {values.shape}")
            joined[path] = values[:-1]
        require(set(joined) == set(arrays), f"arrays {sorted(joined)}, D4RL has {sorted(arrays)}")
        for key, values in joined.items():
            require(values.dtype == arrays[key].dtype, f"{key}: {values.dtype}")
            require(np.array_equal(values, arrays[key][start:end]), f"{key} of episode {episode.id} differs")
        start = end
    dataset.set_seed(1)
    require(len(dataset.sample_episodes(3)) == 3, "does not sample")
    fallen = dataset.filter_episodes(lambda episode: episode.terminations[-1])
    require(fallen.total_episodes == arrays["terminals"].sum(), f"filters {fallen.total_episodes} episodes")
    require(0 < fallen.total_steps < dataset.total_steps, f"filters {fallen.total_steps} steps")
    low, high = expected["reference"]
    require(np.isclose(minari.get_normalized_score(dataset, np.array([high, low])), [1, 0]).all(), "another score")
    shown = subprocess.run([os.path.join(os.path.dirname(sys.executable), "minari"), "list", "local"],
                           capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    require(shown.returncode == 0 and name in shown.stdout, f"minari list local: {shown.stdout}{shown.stderr}")
    return dataset.total_episodes


def main(d4rl, d3rlpy, root, name, expected_path):
    with open(expected_path, encoding="utf-8") as stream:
        expected = json.load(stream)
    arrays = rows_of_d4rl(d4rl, expected)
    check_d3rlpy(d3rlpy, arrays)
    episodes = check_minari(root, name, arrays, expected)
    print(f"{episodes} episodes, {len(arrays['rewards'])} rows: the same in all three")


if __name__ == "__main__":
    main(*sys.argv[1:])
