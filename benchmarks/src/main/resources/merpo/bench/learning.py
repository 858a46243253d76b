"""Times gradient updates of Python libraries; started by merpo.benchmarks.bench.learning.LearningBench.

learning.py stable-baselines3|sbx|d3rlpy|pytorch WORK THREADS: says "ready NAME=VERSION; ..." once the
first update is done, then answers each "round SECONDS" with "UPDATES SECONDS". An update is what
the library's own training loop does: it draws a batch from its replay buffer, then takes a step of
every network. What no library has is written out in eager PyTorch: baselines.py, beside this file.
"""

import os
import sys
import time
from importlib.metadata import version
from platform import python_version

OBSERVATION = 17
ACTION = 6
ROWS = 20_000
EPISODE = 1000
BATCH = 256
SAC_LAYERS = [256, 256]
CQL_LAYERS = [256, 256, 256]
CQL_ACTIONS = 10
SBX_STEPS = 16  # updates per call, compiled as one


def rows():
    """Random observations, actions, rewards."""
    import numpy as np

    random = np.random.default_rng(0)
    return (
        random.standard_normal((ROWS, OBSERVATION), dtype=np.float32),
        random.uniform(-1, 1, (ROWS, ACTION)).astype(np.float32),
        random.standard_normal((ROWS, 1), dtype=np.float32),
    )


def spaces_only():
    """An environment that nobody steps."""
    import gymnasium
    import numpy as np

    class Spaces(gymnasium.Env):
        observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (OBSERVATION,), np.float32)
        action_space = gymnasium.spaces.Box(-1, 1, (ACTION,), np.float32)

    return Spaces()


def trained_by(model, steps):
    """A model of stable-baselines3 or sbx whose replay buffer is full."""
    import numpy as np
    from stable_baselines3.common.logger import configure

    model.set_logger(configure(None, []))
    observations, actions, rewards = rows()
    for row in range(ROWS):
        successor = observations[(row + 1) % ROWS]
        done = np.zeros(1, dtype=bool)
        model.replay_buffer.add(
            observations[row], successor, actions[row], rewards[row], done, [{}]
        )

    def update():
        model.train(gradient_steps=steps, batch_size=BATCH)
        return steps

    return update


def options():
    return dict(
        env=spaces_only(),
        batch_size=BATCH,
        buffer_size=ROWS,
        policy_kwargs=dict(net_arch=SAC_LAYERS),
        device="cpu",
        seed=0,
    )


def open_stable_baselines3(threads):
    import torch
    from stable_baselines3 import SAC

    torch.set_num_threads(threads)
    return trained_by(SAC("MlpPolicy", **options()), 1)


def open_sbx(threads):
    # XLA starts a thread for each core that the process may use, and has no setting for it
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    os.environ["JAX_PLATFORMS"] = "cpu"
    import torch
    from sbx import SAC

    torch.set_num_threads(threads)  # the replay buffer's
    return trained_by(SAC("MlpPolicy", **options()), SBX_STEPS)


def open_d3rlpy(work, threads):
    import d3rlpy
    import numpy as np
    import torch

    torch.set_num_threads(threads)
    layers = d3rlpy.models.VectorEncoderFactory(SAC_LAYERS if work == "sac" else CQL_LAYERS)
    sizes = dict(batch_size=BATCH, actor_encoder_factory=layers, critic_encoder_factory=layers)
    if work == "sac":
        config = d3rlpy.algos.SACConfig(**sizes)
    else:
        config = d3rlpy.algos.CQLConfig(n_action_samples=CQL_ACTIONS, **sizes)
    observations, actions, rewards = rows()
    timeouts = np.zeros(ROWS, dtype=np.float32)
    timeouts[EPISODE - 1 :: EPISODE] = 1
    dataset = d3rlpy.dataset.MDPDataset(
        observations, actions, rewards, np.zeros(ROWS, dtype=np.float32), timeouts
    )
    algorithm = config.create(device="cpu")
    algorithm.build_with_dataset(dataset)

    def update():
        algorithm.update(dataset.sample_transition_batch(BATCH))
        return 1

    return update


def main(library, work, threads):
    threads = int(threads)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    try:
        if library == "d3rlpy":
            update, libraries = open_d3rlpy(work, threads), ["d3rlpy", "torch"]
        elif library == "pytorch":
            import baselines

            update = baselines.opened(work, threads, OBSERVATION, ACTION, ROWS)
            libraries = ["torch"]
        elif work != "sac":
            raise ValueError(f"{library} has no {work}")
        elif library == "sbx":
            update, libraries = open_sbx(threads), ["sbx-rl", "jax", "flax"]
        else:
            update, libraries = open_stable_baselines3(threads), ["stable-baselines3", "torch"]
        update()
    except Exception as e:
        print("failed", type(e).__name__, " ".join(str(e).split()), file=answers, flush=True)
        raise SystemExit(1)
    versions = [f"{name}={version(name)}" for name in libraries + ["numpy"]]
    print("ready " + "; ".join(versions + [f"python={python_version()}"]), file=answers, flush=True)
    for line in sys.stdin:
        word, seconds = line.split()
        assert word == "round", line
        updates = 0
        begin = time.perf_counter()
        end = begin + float(seconds)
        while True:
            updates += update()
            elapsed = time.perf_counter()
            if elapsed >= end:
                break
        print(updates, f"{elapsed - begin:.9f}", file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
