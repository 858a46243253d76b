"""Steps another library's environments as fast as Python can, with random actions drawn beforehand.

    stepping.py MODE(make, sync, async or envpool) ID SIMULATIONS THREADS

Answers "ready NAME=VERSION; ..." or "failed REASON"; then each line "round SECONDS" on standard input with
"STEPS SECONDS". Only steps that moved the physics count, not those in which an ended episode begins anew.
"""

import sys
import time
from importlib.metadata import version
from platform import python_version

import numpy as np

RING = 1000  # batches of actions drawn beforehand


def actions(simulations, size):
    return np.random.default_rng(0).uniform(-1, 1, (RING, *simulations, size))


def open_single(name):
    import gymnasium

    environment = gymnasium.make(name)
    environment.reset(seed=0)
    ring = actions((), environment.action_space.shape[0])

    def step(k):
        _, _, terminated, truncated, _ = environment.step(ring[k])
        if terminated or truncated:
            environment.reset()
        return 1

    return step


def vector(environment, simulations, size):
    """Both libraries begin an ended episode anew in the step that follows its end."""
    ring = actions((simulations,), size)
    begins = 0  # simulations that the next step only resets

    def step(k):
        nonlocal begins
        _, _, terminated, truncated, _ = environment.step(ring[k])
        moved = simulations - begins
        begins = np.count_nonzero(terminated | truncated)
        return moved

    return step


def open_vector(name, simulations, mode):
    import gymnasium

    environment = gymnasium.make_vec(name, num_envs=simulations, vectorization_mode=mode)
    environment.reset(seed=0)
    return vector(environment, simulations, environment.single_action_space.shape[0])


def open_envpool(name, simulations, threads):
    import envpool

    environment = envpool.make_gymnasium(
        name, num_envs=simulations, batch_size=simulations, num_threads=threads, seed=0
    )
    environment.reset()
    return vector(environment, simulations, environment.action_space.shape[0])


def main(mode, name, simulations, threads):
    try:
        if mode == "make":
            step = open_single(name)
        elif mode == "envpool":
            step = open_envpool(name, int(simulations), int(threads))
        else:
            step = open_vector(name, int(simulations), mode)
    except Exception as e:
        print("failed", type(e).__name__, " ".join(str(e).split()), flush=True)
        raise SystemExit(1)
    libraries = ["envpool"] if mode == "envpool" else ["gymnasium", "mujoco"]
    versions = [f"{library}={version(library)}" for library in libraries]
    versions += [f"python={python_version()}", f"numpy={np.__version__}"]
    print("ready " + "; ".join(versions), flush=True)
    k = 0
    for line in sys.stdin:
        word, seconds = line.split()
        assert word == "round", line
        steps = 0
        begin = time.perf_counter()
        end = begin + float(seconds)
        while True:
            steps += step(k)
            k = (k + 1) % RING
            elapsed = time.perf_counter()
            if elapsed >= end:
                break
        print(steps, f"{elapsed - begin:.9f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
