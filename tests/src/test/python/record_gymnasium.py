"""Records what Gymnasium's own environments do, for the Java ones to be held against.

usage: record_gymnasium.py ID DIRECTORY
Writes into DIRECTORY
  spaces.json       sizes, bounds and the time limit
  starts.json       states after reset, one row per reset
  steps.json        single steps, each from a known state with a cold solver
  rollouts/*.json   whole episodes, up to 1000 steps
"""
import json
import sys
import warnings
from pathlib import Path

import gymnasium
import mujoco
import numpy as np

SCALES = [1.0, 0.4, 0.1]  # of actions, inside [-1, 1]
SEEDS = 3  # episodes per scale
RESETS = 10_000
STEPS = 1000


def actions(env, rng, scale):
    return rng.uniform(-scale, scale, env.action_space.shape)


def spaces(env):
    return {
        "observation": env.observation_space.shape[0],
        "dtype": str(env.observation_space.dtype),
        "low": env.action_space.low.tolist(),
        "high": env.action_space.high.tolist(),
        "horizon": env.spec.max_episode_steps,
    }


def starts(env):
    data = env.unwrapped.data
    rows = []
    for k in range(RESETS):
        env.reset(seed=11 if k == 0 else None)
        rows.append(np.concatenate([data.qpos, data.qvel]).tolist())
    return rows


def steps(env):
    """Along episodes; before each step the state is written back after mj_resetData, which forgets the solver's last
    solution. Without that the next observation depends on history: 1e-13 for the planar robots, 1e-7 for the ant."""
    raw = env.unwrapped
    rng = np.random.default_rng(5)
    rows = []
    episode = 0
    env.reset(seed=episode)
    for _ in range(STEPS):
        qpos, qvel = raw.data.qpos.copy(), raw.data.qvel.copy()
        mujoco.mj_resetData(raw.model, raw.data)
        raw.set_state(qpos, qvel)
        action = actions(env, rng, SCALES[episode % len(SCALES)])
        observation, reward, terminated, truncated, info = env.step(action)
        rows.append(
            {
                "qpos": qpos.tolist(),
                "qvel": qvel.tolist(),
                "action": action.tolist(),
                "observation": observation.tolist(),
                "reward": float(reward),
                "terminated": bool(terminated),
                "info": {name: float(value) for name, value in info.items() if np.ndim(value) == 0},
            }
        )
        if terminated or truncated or len(rows) % 200 == 0:
            episode += 1
            env.reset(seed=episode)
    return rows


def rollout(env, name, scale, seed):
    raw = env.unwrapped
    rng = np.random.default_rng(100 + seed)
    observation, _ = env.reset(seed=seed)
    record = {
        "id": name,
        "task": {},
        "mujoco": mujoco.__version__,
        "horizon": env.spec.max_episode_steps,
        "qpos": raw.data.qpos.tolist(),
        "qvel": raw.data.qvel.tolist(),
        "actions": [],
        "observations": [observation.tolist()],
        "rewards": [],
        "terminated": [],
        "truncated": [],
    }
    over = False
    while not over:
        action = actions(env, rng, scale)
        observation, reward, terminated, truncated, _ = env.step(action)
        record["actions"].append(action.tolist())
        record["observations"].append(observation.tolist())
        record["rewards"].append(float(reward))
        record["terminated"].append(bool(terminated))
        record["truncated"].append(bool(truncated))
        over = terminated or truncated
    return record


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(content, f, allow_nan=False)


def main(name, directory):
    warnings.simplefilter("ignore")
    env = gymnasium.make(name)
    home = Path(directory)
    write(home / "spaces.json", spaces(env))
    write(home / "starts.json", starts(env))
    write(home / "steps.json", steps(env))
    for scale in SCALES:
        for seed in range(SEEDS):
            write(home / "rollouts" / f"{name}-{scale}-{seed}.json", rollout(env, name, scale, seed))
    print(f"{name}: gymnasium {gymnasium.__version__}, mujoco {mujoco.__version__}, numpy {np.__version__}")


if __name__ == "__main__":
    main(*sys.argv[1:])
