"""Runs exported policies in ONNX Runtime and PyTorch, beside what they do in Java.

usage: run_policy.py DIRECTORY
DIRECTORY holds policy.onnx, policy.pt and case.json:
  observations, z, actions  rows in, rows out; z is empty where the policy asks for none
  metadata                  texts that both files must carry
  gymnasium                 id; empty where nothing is played
  episodes                  qpos, qvel at the start, and the return in Java
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

ACTIONS = 1e-6
RETURNS = 1e-5  # relative; the physics amplifies what rounding leaves of an action


def check(what, holds):
    if not holds:
        raise SystemExit(f"{what}: does not hold")


def onnx_policy(path, case):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(path)
    said = session.get_modelmeta().custom_metadata_map
    check(f"metadata of {path}: {said}", case["metadata"].items() <= said.items())

    def act(observation, z):
        inputs = {"observation": observation.astype(np.float32)}
        if z is not None:
            inputs["z"] = z.astype(np.float32)
        return session.run(["action"], inputs)[0]

    return act


def torch_policy(path, case):
    extra = {"merpo.json": ""}
    module = torch.jit.load(path, _extra_files=extra)
    said = json.loads(extra["merpo.json"])
    check(f"metadata of {path}: {said}", case["metadata"].items() <= said.items())
    check("a module in evaluation mode", not module.training)
    check("buffers that move with the module", len(list(module.double().buffers())) > 0)
    module.float()

    def act(observation, z):
        inputs = [torch.from_numpy(observation.astype(np.float32))]
        if z is not None:
            inputs.append(torch.from_numpy(z.astype(np.float32)))
        with torch.no_grad():
            return module(*inputs).numpy()

    return act


def play(name, episode, act):
    import gymnasium

    env = gymnasium.make(name)
    env.reset(seed=0)
    raw = env.unwrapped
    raw.set_state(np.array(episode["qpos"]), np.array(episode["qvel"]))
    observation = raw._get_obs()
    total, over = 0.0, False
    while not over:
        action = act(observation[None, :], None)[0]
        observation, reward, terminated, truncated, _ = env.step(action)
        total += reward
        over = terminated or truncated
    return total


def main(directory):
    warnings.simplefilter("ignore")
    home = Path(directory)
    case = json.loads((home / "case.json").read_text())
    observations = np.array(case["observations"])
    z = np.array(case["z"]) if case["z"] else None
    expected = np.array(case["actions"])
    for act, file in (onnx_policy, "policy.onnx"), (torch_policy, "policy.pt"):
        acts = act(str(home / file), case)
        actions = acts(observations, z)
        apart = np.abs(actions - expected).max()
        print(f"{file}: {len(actions)} actions, {apart:.1e} apart")
        check(f"{file} acts as in Java, {apart} apart", actions.shape == expected.shape and apart <= ACTIONS)
        for episode in case["episodes"]:
            total = play(case["gymnasium"], episode, acts)
            print(f"{file}: return {total} in Gymnasium, {episode['return']} in Java")
            check(
                f"the return of {file} in {case['gymnasium']} is {total}, not {episode['return']}",
                abs(total - episode["return"]) <= RETURNS * abs(episode["return"]),
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
