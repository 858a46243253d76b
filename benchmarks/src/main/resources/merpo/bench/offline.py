"""A learner of d3rlpy on the rows of one dataset; started by merpo.benchmarks.bench.offline.PeerTraining.

offline.py LEARNER DATA.npz SEED LAYERS BATCH STEPS EVERY: says "ready NAME=VERSION; ...", then answers
each "train FILE": it takes EVERY gradient steps, writes the policy as TorchScript to FILE and says how
many seconds the steps took. DATA are the flat arrays of ./merpo convert --to d3rlpy, LAYERS widths such
as 128,128. What is neither size nor budget is as the scripts say with which d3rlpy reproduces the
papers' results on D4RL's MuJoCo data.
"""

import os
import sys
import time
from importlib.metadata import version


def config(learner, layers, batch):
    import d3rlpy

    encoder = d3rlpy.models.VectorEncoderFactory(layers)
    sizes = dict(batch_size=batch, actor_encoder_factory=encoder, critic_encoder_factory=encoder)
    if learner == "cql":
        return d3rlpy.algos.CQLConfig(
            actor_learning_rate=1e-4,
            critic_learning_rate=3e-4,
            temp_learning_rate=1e-4,
            alpha_learning_rate=0.0,  # the weight of the gap stays
            conservative_weight=5.0,
            n_action_samples=10,
            **sizes,
        )
    if learner == "iql":
        return d3rlpy.algos.IQLConfig(
            actor_learning_rate=3e-4,
            critic_learning_rate=3e-4,
            weight_temp=3.0,
            max_weight=100.0,
            expectile=0.7,
            reward_scaler=d3rlpy.preprocessing.ReturnBasedRewardScaler(multiplier=1000.0),
            value_encoder_factory=encoder,
            **sizes,
        )
    if learner == "td3-bc":
        return d3rlpy.algos.TD3PlusBCConfig(
            actor_learning_rate=3e-4,
            critic_learning_rate=3e-4,
            target_smoothing_sigma=0.2,
            target_smoothing_clip=0.5,
            alpha=2.5,
            update_actor_interval=2,
            observation_scaler=d3rlpy.preprocessing.StandardObservationScaler(),
            **sizes,
        )
    raise ValueError(f"no learner {learner}")


def main(learner, data, seed, layers, batch, steps, every):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    try:
        import d3rlpy
        import numpy as np
        import torch

        torch.set_num_threads(1)
        d3rlpy.seed(int(seed))
        rows = np.load(data)
        names = ["observations", "actions", "rewards", "terminals", "timeouts"]
        dataset = d3rlpy.dataset.MDPDataset(*(rows[name].astype(np.float32) for name in names))
        widths = [int(width) for width in layers.split(",")]
        algorithm = config(learner, widths, int(batch)).create(device="cpu")
        epochs = algorithm.fitter(
            dataset,
            n_steps=int(steps),
            n_steps_per_epoch=int(every),
            logger_adapter=d3rlpy.logging.NoopAdapterFactory(),
            show_progress=False,
            save_interval=int(steps) + 1,
        )
    except Exception as e:
        print("failed", type(e).__name__, " ".join(str(e).split()), file=answers, flush=True)
        raise SystemExit(1)
    versions = [f"{name}={version(name)}" for name in ["d3rlpy", "torch"]]
    print("ready", "; ".join(versions), file=answers, flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        next(epochs)
        seconds = time.perf_counter() - started
        algorithm.save_policy(line.split(maxsplit=1)[1].strip())
        print(seconds, file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
