"""Times gradient updates of Python libraries; started by merpo.benchmarks.bench.learning.LearningBench.

learning.py stable-baselines3|sbx|d3rlpy|pytorch sac|cql|focal THREADS: says "ready NAME=VERSION; ..." once the
first update is done, then answers each "round SECONDS" with "UPDATES SECONDS". An update is what
the library's own training loop does: it draws a batch from its replay buffer, then takes a step of
every network. None of them has FOCAL: its step is written out here in eager PyTorch.
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


FOCAL_TASKS = 20
FOCAL_ENTRIES = 16
FOCAL_LAYERS = [256, 256, 256]
FOCAL_ENCODER = [200, 200, 200]
FOCAL_LATENT = 20
FOCAL_CONTEXT = 100
FOCAL_CONTRASTS = 3  # steps of the dual critic


def perceptron(inputs, layers, outputs):
    from torch import nn

    parts = []
    for width in layers:
        parts += [nn.Linear(inputs, width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*parts, nn.Linear(inputs, outputs))


def open_pytorch(threads):
    """FOCAL with the walkers' settings of its code; the policy and what it leads to are computed once."""
    import numpy as np
    import torch
    from torch.nn.functional import relu, softplus

    torch.set_num_threads(threads)
    random = np.random.default_rng(0)
    shape = (FOCAL_TASKS, ROWS)
    observations = random.standard_normal((*shape, OBSERVATION), dtype=np.float32)
    successors = observations + 0.1 * random.standard_normal((*shape, OBSERVATION), dtype=np.float32)
    actions = random.uniform(-1, 1, (*shape, ACTION)).astype(np.float32)
    rewards = random.standard_normal((*shape, 1), dtype=np.float32)

    encoder = perceptron(2 * OBSERVATION + ACTION + 1, FOCAL_ENCODER, FOCAL_LATENT)
    inputs = OBSERVATION + FOCAL_LATENT
    policy = perceptron(inputs, FOCAL_LAYERS, 2 * ACTION)
    q1, q2, dual = (perceptron(inputs + ACTION, FOCAL_LAYERS, 1) for _ in range(3))
    value, slow = (perceptron(inputs, FOCAL_LAYERS, 1) for _ in range(2))
    slow.load_state_dict(value.state_dict())
    adam = {
        name: torch.optim.Adam([p for network in networks for p in network.parameters()], rate)
        for name, networks, rate in [
            ("encoder", [encoder], 3e-4),
            ("critics", [q1, q2], 3e-4),
            ("value", [value], 3e-4),
            ("policy", [policy], 3e-4),
            ("dual", [dual], 1e-4),
        ]
    }
    alpha = 50.0
    first, second = np.triu_indices(FOCAL_ENTRIES, 1)

    def draw(tasks, rows):
        at = (tasks[:, None], random.integers(ROWS, size=(len(tasks), rows)))
        return [torch.from_numpy(of[at]) for of in (observations, actions, rewards, successors)]

    def at(network, *parts):
        return network(torch.cat(parts, -1))

    def step(name, loss):
        adam[name].zero_grad()
        loss.backward()
        adam[name].step()

    def act(s, z):
        mean, log_std = at(policy, s, z).chunk(2, -1)
        log_std = log_std.clamp(-20, 0)
        noise = torch.randn_like(mean)
        u = mean + log_std.exp() * noise
        gaussian = -0.5 * noise.square() - log_std - 0.5 * np.log(2 * np.pi)
        squash = 2 * (np.log(2) - u - softplus(-2 * u))
        return torch.tanh(u), (gaussian - squash).sum(-1, keepdim=True), mean, log_std

    def divergence(s, a, own, z):
        return (softplus(at(dual, s, own, z)) + 1e-8).log() - softplus(at(dual, s, a, z)) + 1

    def contrast(s, a, own, z):
        between = own + torch.rand(len(s), 1) * (a - own)
        excess = relu((at(dual, s, between, z).square() + 1e-8).sqrt() - 1)
        step("dual", 5 * excess.square().mean() - divergence(s, a, own, z).mean())

    def update():
        nonlocal alpha
        tasks = random.integers(FOCAL_TASKS, size=FOCAL_ENTRIES)
        s, a, r, after = (part.flatten(0, 1) for part in draw(tasks, BATCH))
        context = torch.cat(draw(tasks, FOCAL_CONTEXT), -1)
        embedding = torch.tanh(encoder(context)).mean(1)
        z = embedding.detach().repeat_interleave(BATCH, 0)
        action, log_pi, mean, log_std = act(s, z)
        own = action.detach()

        with torch.no_grad():
            y = 5 * r + 0.99 * at(slow, after, z)
            before = divergence(s, a, own, z).mean().item()
        contrast(s, a, own, z)
        for _ in range(FOCAL_CONTRASTS - 1):
            fresh, theirs = (part.flatten(0, 1) for part in draw(tasks, BATCH)[:2])
            with torch.no_grad():
                ours = act(fresh, z)[0]
            contrast(fresh, theirs, ours, z)

        distance = (embedding[first] - embedding[second]).square().mean(-1)
        same = torch.from_numpy(tasks[first] == tasks[second])
        near = ((distance + 1e-3).sqrt() * same).sum() / (same.sum() + 1e-3)
        apart = (~same / (distance + 0.1)).sum() / ((~same).sum() + 1e-3)
        step("encoder", 10 * (near + apart))
        critics = [at(q, s, a, z) - y for q in (q1, q2)]
        step("critics", critics[0].square().mean() + critics[1].square().mean())
        held = (q1, q2, dual)  # the policy's loss asks no gradient of their weights
        for network in held:
            network.requires_grad_(False)
        soft = torch.min(at(q1, s, action, z), at(q2, s, action, z)) - log_pi
        step("value", (at(value, s, z) - soft.detach()).square().mean())
        with torch.no_grad():
            for kept, moved in zip(slow.parameters(), value.parameters()):
                kept.lerp_(moved, 5e-3)
        norms = 1e-3 * (mean.square().mean() + log_std.square().mean())
        penalty = min(max(alpha, 0), 1e4) * divergence(s, a, action, z).mean()
        step("policy", norms - soft.mean() + penalty)
        for network in held:
            network.requires_grad_(True)
        alpha += before - 0.05
        return 1

    return update


def main(library, work, threads):
    threads = int(threads)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    try:
        if library == "d3rlpy":
            update, libraries = open_d3rlpy(work, threads), ["d3rlpy", "torch"]
        elif library == "pytorch" and work == "focal":
            update, libraries = open_pytorch(threads), ["torch"]
        elif library == "pytorch" or work != "sac":
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
