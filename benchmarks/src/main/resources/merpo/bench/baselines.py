"""Training steps of offline meta-learners in plain eager PyTorch; no library has them.

learning.py times them: `opened(work, ...)` gives the update of a work, a step on data drawn for it.
baselines.py check FOLDER holds each step to recorded ones, CASE.json, in double precision: losses,
gradients, what every tensor is after one and three steps.

Each is written as one would write it in eager mode: whatever can be one batch is one batch, rows that
several losses need go through a network once, weights that a loss leaves alone ask no gradient. Only
MACAW's tasks are a loop, as in its code: each has weights of its own, and its inner steps are
differentiated by torch.autograd.grad(create_graph=True). Adam is torch.optim's, as it comes.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import linear, relu, softplus


def perceptron(inputs, layers, outputs, bounded=False):
    """Hidden layers with ReLU; the last is linear, or bounded by tanh. Its linear layers are 0, 1, ..."""
    net = nn.Sequential()
    for i, width in enumerate(layers):
        net.add_module(str(i), nn.Linear(inputs, width))
        net.add_module(f"relu {i}", nn.ReLU())
        inputs = width
    net.add_module(str(len(layers)), nn.Linear(inputs, outputs))
    if bounded:
        net.add_module("tanh", nn.Tanh())
    return net


def at(network, *parts):
    return network(torch.cat(parts, -1))


def mean_square(a, b):
    return (a - b).square().mean()


def follow(slow, network, tau):
    with torch.no_grad():
        for kept, moved in zip(slow.parameters(), network.parameters()):
            kept.lerp_(moved, tau)


def per_row(z, rows):
    """One embedding per task, at each of its rows."""
    return z.repeat_interleave(rows, 0)


def flat(batch, *names):
    """Rows of all tasks under each other."""
    return [batch[name].flatten(0, 1) for name in names]


class Frozen:
    """Within it these networks' weights ask no gradient."""

    def __init__(self, *networks):
        self.networks = networks

    def __enter__(self):
        for network in self.networks:
            network.requires_grad_(False)

    def __exit__(self, *_):
        for network in self.networks:
            network.requires_grad_(True)


class Learner:
    """Networks by name, and an Adam for some of them together; rates by the Adam's or a network's name."""

    def __init__(self, config, networks, optimizers):
        self.config = config
        self.networks = networks
        self.moved = optimizers
        rates = config["lr"]
        self.adam = {
            name: torch.optim.Adam(
                [
                    {"params": networks[n].parameters(), "lr": rates.get(name) or rates[n]}
                    for n in together
                ]
            )
            for name, together in optimizers.items()
        }
        for network in networks:
            if network.endswith("_target"):
                online = networks[network.removesuffix("_target")]
                networks[network].load_state_dict(online.state_dict())
                networks[network].requires_grad_(False)
        self.__dict__.update(networks)

    def descend(self, name, loss):
        self.adam[name].zero_grad()
        loss.backward()
        self.apply(name)
        return loss.item()

    def apply(self, name):
        self.adam[name].step()

    def tensors(self, name):
        """The tensor of that name and its gradient; a Gaussian's two heads are one layer here."""
        network, layer, kind = name.split(".")
        layers = dict(self.networks[network].named_children())
        heads = {"mean": 0, "log_std": 1}
        if layer not in heads:
            parameter = getattr(layers[layer], kind)
            return parameter, parameter.grad
        last = max(int(child) for child in layers if child.isdigit())
        parameter = getattr(layers[str(last)], kind)
        half = [None if t is None else t.chunk(2)[heads[layer]] for t in (parameter, parameter.grad)]
        return tuple(half)


class SoftActorCritic(Learner):
    """What FOCAL and PEARL share: Q of two heads, V and its slow copy, a policy; all of (s, z)."""

    LOG_STD = None  # bounds

    def __init__(self, config, encoded, bounded, more=()):
        s, a, z = config["observation"], config["action"], config["latent"]
        hidden = config["hidden"]
        width = s + a + 1 + (s if config["next_observation_in_context"] else 0)
        networks = {
            "encoder": perceptron(width, config.get("encoder_hidden", hidden), encoded, bounded),
            "policy": perceptron(s + z, hidden, 2 * a),
        }
        for name in ("q1", "q2", *more):
            networks[name] = perceptron(s + a + z, hidden, 1)
        for name in ("v", "v_target"):
            networks[name] = perceptron(s + z, hidden, 1)
        alone = {name: [name] for name in ("encoder", "policy", "v", *more)}
        super().__init__(config, networks, {"q": ["q1", "q2"], **alone})

    def act(self, s, z, noise):
        mean, log_std = at(self.policy, s, z).chunk(2, -1)
        log_std = log_std.clamp(*self.LOG_STD)
        u = mean + log_std.exp() * noise
        gaussian = -0.5 * noise.square() - log_std - 0.5 * math.log(2 * math.pi)
        squash = 2 * (math.log(2) - u - softplus(-2 * u))
        return torch.tanh(u), (gaussian - squash).sum(-1, keepdim=True), mean, log_std

    def target(self, r, d, after, z):
        with torch.no_grad():
            value = at(self.v_target, after, z)
        return self.config["reward_scale"] * r + self.config["gamma"] * (1 - d) * value

    def critic_loss(self, s, a, z, y):
        return mean_square(at(self.q1, s, a, z), y) + mean_square(at(self.q2, s, a, z), y)

    def improve(self, s, z, acted, penalty=lambda action: 0, held=()):
        """Steps of V and of the policy, once the critics have stepped."""
        action, log_pi, mean, log_std = acted
        with Frozen(self.q1, self.q2, *held):
            soft = torch.min(at(self.q1, s, action, z), at(self.q2, s, action, z)) - log_pi
            value = self.descend("v", mean_square(at(self.v, s, z), soft.detach()))
            follow(self.v_target, self.v, self.config["tau"])
            norms = 1e-3 * (mean.square().mean() + log_std.square().mean())
            return value, self.descend("policy", norms - soft.mean() + penalty(action))


class Focal(SoftActorCritic):
    LOG_STD = (-20, 0)

    def __init__(self, config):
        super().__init__(config, config["latent"], True, more=["c"])
        self.alpha = config["alpha_init"]

    def tensors(self, name):
        return (torch.tensor(self.alpha), None) if name == "alpha" else super().tensors(name)

    def divergence(self, s, a, own, z):
        return (softplus(at(self.c, s, own, z)) + 1e-8).log() - softplus(at(self.c, s, a, z)) + 1

    def contrast(self, s, a, own, mix, z):
        between = own + mix * (a - own)
        excess = relu((at(self.c, s, between, z).square() + 1e-8).sqrt() - 1)
        penalty = 5 * excess.square().mean()
        return self.descend("c", penalty - self.divergence(s, a, own, z).mean())

    def metric(self, embedding, tasks):
        first, second = np.triu_indices(len(tasks), 1)
        distance = (embedding[first] - embedding[second]).square().mean(-1)
        same = torch.from_numpy(tasks[first] == tasks[second])
        near = ((distance + 1e-3).sqrt() * same).sum() / (same.sum() + 1e-3)
        apart = (~same / (distance + 0.1)).sum() / ((~same).sum() + 1e-3)
        return self.config["z_weight"] * (near + apart)

    def step(self, batch):
        config = self.config
        s, a, r, d, after, noise, mix = flat(
            batch, "observations", "actions", "rewards", "terminals", "next_observations", "noise", "mix"
        )
        embedding = self.encoder(batch["context"]).mean(1)
        z = per_row(embedding.detach(), batch["observations"].shape[1])
        acted = self.act(s, z, noise)
        own = acted[0].detach()
        alpha = min(max(self.alpha, 0), config["alpha_max"])

        y = self.target(r, d, after, z)
        with torch.no_grad():
            before = self.divergence(s, a, own, z)
        if config["use_brac"] and config["use_value_penalty"]:
            y = y - config["gamma"] * (1 - d) * alpha * before
        contrasts = [self.contrast(s, a, own, mix, z)]
        for extra in batch["extra"]:
            fresh, theirs, noise, mix = flat(extra, "observations", "actions", "noise", "mix")
            with torch.no_grad():
                ours = self.act(fresh, z, noise)[0]
            contrasts.append(self.contrast(fresh, theirs, ours, mix, z))

        metric = self.descend("encoder", self.metric(embedding, batch["tasks"]))
        critic = self.descend("q", self.critic_loss(s, a, z, y))

        def penalty(action):
            return alpha * self.divergence(s, a, action, z).mean() if config["use_brac"] else 0

        value, policy = self.improve(s, z, acted, penalty, held=[self.c])
        divergence = before.mean().item()
        self.alpha += config["alpha_lr"] * (divergence - config["target_divergence"])
        return {
            "c": contrasts,
            "metric": metric,
            "q": critic,
            "v": value,
            "policy": policy,
            "divergence": divergence,
            "alpha_used": alpha,
            "target_mean": y.mean().item(),
            "embedding": embedding,
        }


def factors(encoder, context):
    """A Gaussian per transition: precision times mean, precision."""
    mean, raw = encoder(context).chunk(2, -1)
    precision = 1 / softplus(raw).clamp(min=1e-7)
    return precision * mean, precision


def product(weighted, precision):
    """The product of each task's Gaussians: mean, variance."""
    variance = 1 / precision.sum(-2)
    return variance * weighted.sum(-2), variance


def kl_to_prior(mean, variance):
    return 0.5 * (variance + mean.square() - 1 - variance.log()).sum()


class Pearl(SoftActorCritic):
    LOG_STD = (-20, 2)

    def __init__(self, config):
        super().__init__(config, 2 * config["latent"], False)

    def step(self, batch):
        s, a, r, d, after, noise = flat(
            batch, "observations", "actions", "rewards", "terminals", "next_observations", "noise"
        )
        mean, variance = product(*factors(self.encoder, batch["context"]))
        z = per_row(mean + variance.sqrt() * batch["z_noise"], batch["observations"].shape[1])
        constant = z.detach()
        acted = self.act(s, constant, noise)
        y = self.target(r, d, after, constant)
        kl = kl_to_prior(mean, variance)
        critic = self.critic_loss(s, a, z, y)
        self.adam["encoder"].zero_grad()
        self.descend("q", critic + self.config["kl_lambda"] * kl)
        self.apply("encoder")
        value, policy = self.improve(s, constant, acted)
        return {
            "kl": kl.item(),
            "q": critic.item(),
            "v": value,
            "policy": policy,
            "target_mean": y.mean().item(),
            "posterior_mean": mean,
            "posterior_variance": variance,
        }


class Cbcq(Learner):
    def __init__(self, config):
        s, a, z = config["observation"], config["action"], config["latent"]
        hidden = config["hidden"]
        encoder_hidden = config.get("encoder_hidden", hidden)
        actor_hidden, critic_hidden, vae_hidden = config.get("hiddens", [hidden] * 3)
        networks = {
            "encoder": perceptron(2 * s + a + 1, encoder_hidden, 2 * z),
            "vae_e": perceptron(s + a + z, vae_hidden, 4 * a),
            "vae_d": perceptron(s + 2 * a + z, vae_hidden, a, bounded=True),
        }
        for name in ("actor", "actor_target"):
            networks[name] = perceptron(s + a + z, actor_hidden, a, bounded=True)
        for name in ("q1", "q2", "q1_target", "q2_target"):
            networks[name] = perceptron(s + a + z, critic_hidden, 1)
        optimizers = {
            "vae": ["vae_e", "vae_d"],
            "critic": ["q1", "q2"],
            "encoder": ["encoder"],
            "actor": ["actor"],
        }
        super().__init__(config, networks, optimizers)

    def perturbed(self, actor, s, base, z):
        return (base + self.config["perturbation"] * at(actor, s, base, z)).clamp(-1, 1)

    def target(self, r, d, after, z, noise):
        """Of the best of some perturbed candidates in each successor."""
        candidates = self.config["candidates"]
        after, z = (part.repeat_interleave(candidates, 0) for part in (after, z))
        base = at(self.vae_d, after, noise.clamp(-0.5, 0.5).flatten(0, -2), z)
        action = self.perturbed(self.actor_target, after, base, z)
        q1, q2 = at(self.q1_target, after, action, z), at(self.q2_target, after, action, z)
        share = self.config["lambda"]
        q = share * torch.min(q1, q2) + (1 - share) * torch.max(q1, q2)
        best = q.view(-1, candidates).amax(-1, keepdim=True)
        return r + self.config["gamma"] * (1 - d) * best

    def step(self, batch):
        config = self.config
        s, a, r, d, after, vae_noise, actor_noise = flat(
            batch,
            *("observations", "actions", "rewards", "terminals", "next_observations"),
            *("vae_noise", "actor_noise"),
        )
        mean, variance = product(*factors(self.encoder, batch["context"]))
        z = per_row(mean + variance.sqrt() * batch["z_noise"], batch["observations"].shape[1])
        constant = z.detach()

        m, log_std = at(self.vae_e, s, a, z).chunk(2, -1)
        log_std = log_std.clamp(-4, 15)
        std = log_std.exp()
        kl = -0.5 * (1 + 2 * log_std - m.square() - std.square()).mean()
        vae = mean_square(at(self.vae_d, s, m + std * vae_noise, z), a) + 0.5 * kl
        self.adam["encoder"].zero_grad()
        self.adam["vae"].zero_grad()
        vae.backward(retain_graph=True)  # the critics go back through the encoder too
        self.apply("vae")

        with torch.no_grad():
            y = self.target(r, d, after, constant, batch["target_noise"])
        critic = mean_square(at(self.q1, s, a, z), y) + mean_square(at(self.q2, s, a, z), y)
        critic = self.descend("critic", critic)
        self.apply("encoder")

        with torch.no_grad():
            base = at(self.vae_d, s, actor_noise.clamp(-0.5, 0.5), constant)
        with Frozen(self.q1):
            action = self.perturbed(self.actor, s, base, constant)
            actor = self.descend("actor", -at(self.q1, s, action, constant).mean())
        for name in ("q1", "q2", "actor"):
            follow(self.networks[name + "_target"], self.networks[name], config["tau"])
        return {
            "vae": vae.item(),
            "vae_kl": kl.item(),
            "critic": critic,
            "actor": actor,
            "target": y.view(batch["rewards"].shape[:2]),
            "actor_actions": action,
            "posterior_mean": mean,
            "posterior_variance": variance,
        }


class Stack:
    """Networks of one shape that stay as they are, asked together: [networks, rows, inputs]."""

    def __init__(self, count, inputs, layers, outputs, bounded=False):
        self.bounded = bounded
        shapes = list(zip([inputs, *layers], [*layers, outputs]))
        self.weights = [(torch.rand(count, i, o) * 2 - 1) / math.sqrt(i) for i, o in shapes]
        self.biases = [(torch.rand(count, 1, o) * 2 - 1) / math.sqrt(i) for i, o in shapes]

    def __call__(self, x):
        last = len(self.weights) - 1
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            x = torch.baddbmm(bias, x, weight)
            x = x.relu_() if layer < last else x
        return x.tanh_() if self.bounded else x

    def load(self, fixed, names):
        for layer in range(len(self.weights)):
            these = [f"{name}.{layer}" for name in names]
            self.weights[layer] = torch.stack([torch.tensor(fixed[n + ".weight"]).T for n in these])
            self.biases[layer] = torch.stack([torch.tensor(fixed[n + ".bias"])[None] for n in these])


class Mbml(Learner):
    """The third phase: students of every task's BCQ, and an encoder that tells tasks apart."""

    def __init__(self, config, tasks=3):
        s, a, z = config["observation"], config["action"], config["latent"]
        hidden = config["hidden"]
        networks = {
            "encoder": perceptron(2 * s + a + 1, config.get("encoder_hidden", hidden), 2 * z),
            "q": perceptron(s + a + z, hidden, 1),
            "decoder": perceptron(s + 2 * a + z, hidden, a, bounded=True),
            "perturbation": perceptron(s + a + z, hidden, a, bounded=True),
        }
        super().__init__(config, networks, {name: [name] for name in networks})
        self.tasks = tasks
        ensembles = tasks * config["members"]
        teacher, generator = config.get("teacher_hidden", hidden), config.get("vae_hidden", hidden)
        self.stacks = {
            "q1": Stack(tasks, s + a, teacher, 1),
            "actor": Stack(tasks, s + a, teacher, a, bounded=True),
            "vae_d": Stack(tasks, s + 2 * a, generator, a, bounded=True),
            "reward": Stack(ensembles, s + a, config.get("reward_hidden", hidden[:1]), 1),
        }
        if "next_std_threshold" in config:
            self.stacks["next"] = Stack(ensembles, s + a, config.get("next_hidden", hidden[:1]), s)

    def load(self, fixed):
        for name, stack in self.stacks.items():
            if name in ("reward", "next"):
                members = range(self.config["members"])
                of = [f"{name}.{task}.{member}" for task in range(self.tasks) for member in members]
            else:
                of = [f"teacher.{task}.{name}" for task in range(self.tasks)]
            stack.load(fixed, of)

    def imagined(self, name, rows):
        """Mean and deviation of each task's ensemble at all tasks' rows, [T, T, C, width]."""
        tasks, per_task, _ = rows.shape
        members = self.config["members"]
        asked = rows.flatten(0, 1).expand(tasks * members, -1, -1)
        said = self.stacks[name](asked).view(tasks, members, tasks, per_task, -1)
        return said.mean(1), said.std(1)

    @torch.no_grad()
    def relabelled(self, context):
        """[i, j]: the context of j as it were in task i, and which rows of others are sure enough."""
        config = self.config
        s, a = config["observation"], config["action"]
        rows = context[..., : s + a]
        reward, deviation = self.imagined("reward", rows)
        kept = deviation[..., 0] < config["reward_std_threshold"]
        after = context[None, ..., s + a : -1].expand(len(context), -1, -1, -1)
        if "next" in self.stacks:
            after, deviation = self.imagined("next", rows)
            kept &= deviation.mean(-1) < config["next_std_threshold"]
        states = rows[None].expand(len(context), -1, -1, -1)
        relabelled = torch.cat([states, after, reward], -1)
        own = range(len(context))
        relabelled[own, own], kept[own, own] = context, False
        return relabelled, kept

    def drawn(self, kept):
        """Random own rows, as many as a pair has kept; and the kept ones that join a task's context."""
        tasks, _, rows = kept.shape
        ranks = torch.rand(kept.shape).argsort(-1).argsort(-1)
        positives = ranks < kept.sum(-1, keepdim=True)
        among = kept.flatten(1)
        ranks = (torch.rand(among.shape) + among).argsort(-1, descending=True).argsort(-1)
        return positives, (ranks < rows) & among

    def triplet(self, said, kept, positives):
        """Posteriors of pairs [i, j]; a pair that has kept nothing is at no distance."""
        own = [part[range(len(kept)), range(len(kept))] for part in said]  # [T, C, z]

        def posterior(weighted, precision, mask):
            mask = mask[..., None]
            total = (precision * mask).sum(-2)
            variance = 1 / torch.where(total > 0, total, 1)
            return variance * (weighted * mask).sum(-2), variance

        def divergence(one, other):
            (m, v), (n, w) = one, other
            return 0.5 * ((w / v).log() - 1 + (v + (m - n).square()) / w).sum(-1)

        anchor = posterior(*said, kept)
        positive = posterior(*(part[:, None] for part in own), positives)
        negative = posterior(*(part[None] for part in own), kept)
        near, far = (divergence(anchor, other) * kept.any(-1) for other in (positive, negative))
        pairs = ~torch.eye(len(kept), dtype=torch.bool)
        distances = torch.stack([near[pairs], far[pairs]], -1)
        return relu(distances[:, 0] - distances[:, 1] + self.config["margin"]).mean(), distances

    def step(self, batch, relabelled, kept, positives, chosen):
        """Masks: kept, positives [T, T, C]; chosen [T, T * C] of others' rows in a task's context."""
        s, a = batch["observations"], batch["actions"]
        tasks, rows, _ = s.shape
        noise = batch["zeta_noise"].clamp(-0.5, 0.5)
        with torch.no_grad():
            q = self.stacks["q1"](torch.cat([s, a], -1)).flatten(0, 1)
            base = self.stacks["vae_d"](torch.cat([s, noise], -1))
            moved = self.stacks["actor"](torch.cat([s, base], -1)).flatten(0, 1)
        s, a, noise, base = (part.flatten(0, 1) for part in (s, a, noise, base))

        said = factors(self.encoder, relabelled)  # [T, T, C, z]
        triplet, distances = self.triplet(said, kept, positives)
        own = torch.eye(tasks, dtype=torch.bool).repeat_interleave(kept.shape[-1], 1)
        mean, variance = product(*(part.flatten(1, 2) * (chosen | own)[..., None] for part in said))
        z = per_row(mean + variance.sqrt() * batch["z_noise"], rows)
        kl = kl_to_prior(mean, variance)
        student = mean_square(at(self.q, s, a, z), q)
        self.adam["encoder"].zero_grad()
        self.descend("q", triplet + self.config["kl_lambda"] * kl + student)
        self.apply("encoder")
        z = z.detach()
        return {
            "triplet": triplet.item(),
            "distances": distances,
            "kl": kl.item(),
            "q": student.item(),
            "candidate": self.descend("decoder", mean_square(at(self.decoder, s, noise, z), base)),
            "perturbation": self.descend(
                "perturbation", mean_square(at(self.perturbation, s, base, z), moved)
            ),
            "posterior_mean": mean,
            "posterior_variance": variance,
            "kept": kept.to(mean.dtype),
        }


class Macaw:
    """Weights by name; with codes every layer's weights are one affine map of a learned code."""

    def __init__(self, config):
        self.config = config
        self.moved = {"all": ["v", "pi", "lr", "adv_coef"]}
        s, a, hidden, head = (config[k] for k in ("observation", "action", "hidden", "head"))
        last = len(hidden)
        self.layers = last + 1
        shapes = {}
        for net, outputs in (("v", 1), ("pi", a)):
            for i, shape in enumerate(zip([s, *hidden], [*hidden, outputs])):
                shapes[f"{net}.{i}"] = shape
        shapes["pi.head.0"] = (hidden[-1] + a, head)
        shapes["pi.head.1"] = (head, 1)
        self.shapes = shapes
        self.weights = {"v": {}, "pi": {}}
        for layer, (i, o) in shapes.items():
            self.weights[layer.split(".")[0]].update(self.initial(layer, i, o))
        # softplus of these are the rates of the inner steps, one per tensor
        self.rates = {
            net: torch.full([len(these)], math.log(1e-3)).requires_grad_()
            for net, these in self.weights.items()
        }
        self.coefficient = torch.tensor(math.log(0.01)).requires_grad_()
        rates = config["lr"]
        self.adam = torch.optim.Adam(
            [
                {"params": list(self.weights["v"].values()), "lr": rates["v"]},
                {"params": list(self.weights["pi"].values()), "lr": rates["pi"]},
                {"params": [*self.rates.values(), self.coefficient], "lr": rates["lr"]},
            ]
        )

    def initial(self, layer, i, o):
        def uniform(*shape):
            return (2 * torch.rand(shape) - 1) / math.sqrt(i)

        code = self.config["code"]
        if code:
            count = i * o + o
            zeta, a, c = torch.randn(code) / o, uniform(count, code) / 10, uniform(count)
            drawn = {"zeta": zeta, "A": a, "c": c}
        else:
            drawn = {"weight": uniform(o, i), "bias": uniform(o)}
        return {f"{layer}.{name}": tensor.requires_grad_() for name, tensor in drawn.items()}

    def layer(self, name, x, weights):
        if not self.config["code"]:
            return linear(x, weights[name + ".weight"], weights[name + ".bias"])
        i, o = self.shapes[name]
        generated = torch.addmv(weights[name + ".c"], weights[name + ".A"], weights[name + ".zeta"])
        return torch.addmm(generated[i * o :], x, generated[: i * o].view(i, o))

    def network(self, net, x, weights):
        """What it puts out, and its last hidden layer before its ReLU."""
        for i in range(self.layers):
            hidden, x = x, self.layer(f"{net}.{i}", relu(x) if i else x, weights)
        return x, hidden

    def value(self, s, weights):
        return self.network("v", s, weights)[0]

    def adapted(self, net, loss):
        weights = self.weights[net]
        gradients = torch.autograd.grad(loss, list(weights.values()), create_graph=True)
        steps = zip(weights.items(), softplus(self.rates[net]), gradients)
        return {name: weight - rate * gradient for (name, weight), rate, gradient in steps}

    @torch.no_grad()
    def advantages(self, rows, weights):
        later = rows["terminal_discounts"] * self.value(rows["terminal_observations"], weights)
        advantage = rows["returns"] + later - self.value(rows["observations"], weights)
        standard = (advantage - advantage.mean()) / advantage.std()
        return advantage, standard.clamp(max=math.log(self.config["advantage_clip"])).exp()

    def regression(self, rows, weights, weight):
        """Weighted log likelihood of the actions, and the last hidden layer."""
        mean, hidden = self.network("pi", rows["observations"], weights)
        sigma = self.config["sigma"]
        error = -0.5 * ((rows["actions"] - torch.tanh(mean)) / sigma).square()
        likelihood = (error - math.log(sigma) - 0.5 * math.log(2 * math.pi)).sum(-1, keepdim=True)
        return -(weight * likelihood).mean(), hidden

    def inner(self, rows):
        """Both inner steps: adapted value and policy, and what was found on the way."""
        fit = mean_square(self.value(rows["observations"], self.weights["v"]), rows["returns"])
        v = self.adapted("v", fit)
        advantage, weight = self.advantages(rows, v)
        own = self.weights["pi"]
        policy, hidden = self.regression(rows, own, weight)
        said = self.layer("pi.head.0", relu(torch.cat([hidden, rows["actions"]], -1)), own)
        said = self.layer("pi.head.1", relu(said), own)
        policy = policy + softplus(self.coefficient) * mean_square(said, advantage)
        pi = self.adapted("pi", policy)
        found = {"value_inner": fit.item(), "policy_inner": policy.item()}
        return v, pi, {**found, "weights_inner": weight[:, 0], "advantages_inner": advantage[:, 0]}

    def step(self, batch):
        config = self.config
        self.adam.zero_grad()
        seen = []
        for task in batch["tasks"]:
            outer = task["outer"]
            v, pi, found = self.inner(task["inner"])
            with torch.no_grad():
                keep = config["target_keep"]
                slow = {n: keep * w + (1 - keep) * v[n] for n, w in self.weights["v"].items()}
                later = outer["terminal_discounts"] * self.value(outer["terminal_observations"], slow)
            value = mean_square(self.value(outer["observations"], v), outer["returns"] + later)
            advantage, weight = self.advantages(outer, v)
            policy = self.regression(outer, pi, weight)[0]
            ((value + policy) / config["training_tasks"]).backward()
            found.update(value_outer=value.item(), policy_outer=policy.item())
            found.update(weights_outer=weight[:, 0], advantages_outer=advantage[:, 0])
            seen.append({**found, "adapted": {**v, **pi}})
        self.apply("all")
        total = {
            kind + "_total": sum(task[kind + "_outer"] for task in seen) / config["training_tasks"]
            for kind in ("value", "policy")
        }
        return {"tasks": seen, **total}

    def apply(self, _):
        self.adam.step()

    def tensors(self, name):
        if name == "adv_coef":
            return self.coefficient, self.coefficient.grad
        rate = name.startswith("lr.")
        name = name.removeprefix("lr.")
        net = name.split(".")[0]
        if not rate:
            return self.weights[net][name], self.weights[net][name].grad
        rates, row = self.rates[net], list(self.weights[net]).index(name)
        return rates[row], None if rates.grad is None else rates.grad[row]


ADAM = 3e-4
WALKERS = {
    "gamma": 0.99,
    "tau": 0.005,
    "reward_scale": 5.0,
    "next_observation_in_context": True,
    "encoder_hidden": [200] * 3,
}
FOCAL = {
    **WALKERS,
    "latent": 20,
    "hidden": [256] * 3,
    "lr": {"encoder": ADAM, "q": ADAM, "v": ADAM, "policy": ADAM, "c": 1e-4},
    "z_weight": 10.0,
    "use_brac": True,
    "use_value_penalty": False,
    "alpha_init": 50.0,
    "alpha_max": 1e4,
    "alpha_lr": 1.0,
    "target_divergence": 0.05,
}
PEARL = {
    **WALKERS,
    "latent": 5,
    "hidden": [300] * 3,
    "lr": {"encoder": ADAM, "q": ADAM, "v": ADAM, "policy": ADAM},
    "kl_lambda": 0.1,
}
CBCQ = {
    **WALKERS,
    "latent": 20,
    "hidden": [256] * 3,
    "lr": {"vae": ADAM, "critic": ADAM, "encoder": ADAM, "actor": ADAM},
    "lambda": 0.75,
    "perturbation": 0.05,
    "candidates": 10,
}
MBML = {
    **WALKERS,
    "latent": 20,
    "hidden": [256] * 3,
    "lr": {"encoder": ADAM, "q": ADAM, "decoder": ADAM, "perturbation": ADAM},
    "members": 5,
    "teacher_hidden": [400, 300],
    "vae_hidden": [750, 750],
    "reward_hidden": [128],
    "next_hidden": [256] * 6,
    # what untrained ensembles say is kept where the members are near each other by chance
    "reward_std_threshold": 10,  # every row is kept: the most work
    "next_std_threshold": 10,
    "margin": 2.0,
    "kl_lambda": 0.1,
}
MACAW = {
    "hidden": [100] * 3,
    "head": 32,
    "code": 100,
    "sigma": 0.2,
    "target_keep": 0.9,
    "training_tasks": 20,
    "advantage_clip": 20.0,
    "lr": {"v": 1e-5, "pi": 1e-4, "lr": 1e-3},
}


class Rows:
    """Random rows of some tasks."""

    def __init__(self, tasks, rows, observation, action):
        self.random = np.random.default_rng(0)
        self.tasks, self.rows = tasks, rows

        def normal(width):
            return self.random.standard_normal((tasks, rows, width), dtype=np.float32)

        observations = normal(observation)
        self.parts = {
            "observations": observations,
            "actions": self.random.uniform(-1, 1, (tasks, rows, action)).astype(np.float32),
            "rewards": normal(1),
            "next_observations": observations + 0.1 * normal(observation),
            "terminals": np.zeros((tasks, rows, 1), dtype=np.float32),
        }

    def apart(self, tasks, count):
        """So many different rows of each of these tasks."""
        return np.stack([self.random.choice(self.rows, count, False, shuffle=False) for _ in tasks])

    def anywhere(self, tasks, count):
        return self.random.integers(self.rows, size=(len(tasks), count))

    def draw(self, tasks, rows, names=None):
        at = (tasks[:, None], rows)
        return {name: torch.from_numpy(self.parts[name][at]) for name in names or self.parts}

    def context(self, tasks, rows, *order):
        return torch.cat(list(self.draw(tasks, rows, order).values()), -1)


REWARD_FIRST = ("observations", "actions", "rewards", "next_observations")
REWARD_LAST = ("observations", "actions", "next_observations", "rewards")


def opened_focal(sizes, rows, entries=16, batch=256, context=100, contrasts=3):
    learner = Focal({**sizes, **FOCAL})
    data = Rows(20, rows, sizes["observation"], sizes["action"])

    def contrast(tasks, names=("observations", "actions")):
        noise = torch.randn(entries, batch, sizes["action"])
        drawn = data.draw(tasks, data.anywhere(tasks, batch), names)
        return {**drawn, "noise": noise, "mix": torch.rand(entries, batch, 1)}

    def step():
        tasks = data.random.integers(data.tasks, size=entries)
        learner.step(
            {
                "tasks": tasks,
                **contrast(tasks, None),
                "context": data.context(tasks, data.anywhere(tasks, context), *REWARD_FIRST),
                "extra": [contrast(tasks) for _ in range(contrasts - 1)],
            }
        )

    return step


def opened_pearl(sizes, rows, entries=10, batch=256, context=100):
    learner = Pearl({**sizes, **PEARL})
    data = Rows(20, rows, sizes["observation"], sizes["action"])

    def step():
        tasks = data.random.integers(data.tasks, size=entries)
        learner.step(
            {
                **data.draw(tasks, data.anywhere(tasks, batch)),
                "noise": torch.randn(entries, batch, sizes["action"]),
                "z_noise": torch.randn(entries, PEARL["latent"]),
                "context": data.context(tasks, data.anywhere(tasks, context), *REWARD_FIRST),
            }
        )

    return step


def opened_cbcq(sizes, rows, tasks=10, batch=128, context=128, **networks):
    learner = Cbcq({**sizes, **CBCQ, **networks})
    data = Rows(tasks, rows, sizes["observation"], sizes["action"])
    all_tasks = np.arange(tasks)

    def step():
        at = data.apart(all_tasks, batch + context)
        noises = (tasks, batch, 2 * sizes["action"])
        learner.step(
            {
                **data.draw(all_tasks, at[:, :batch]),
                "context": data.context(all_tasks, at[:, batch:], *REWARD_LAST),
                "vae_noise": torch.randn(noises),
                "actor_noise": torch.randn(noises),
                "target_noise": torch.randn(tasks, batch, CBCQ["candidates"], noises[-1]),
                "z_noise": torch.randn(tasks, CBCQ["latent"]),
            }
        )

    return step


def opened_large_cbcq(sizes, rows):
    return opened_cbcq(sizes, rows, hiddens=[[1024] * 8, [1024] * 9, [1024] * 7])


def opened_mbml(sizes, rows, tasks=8, batch=128, context=64):
    learner = Mbml({**sizes, **MBML}, tasks)
    data = Rows(tasks, rows, sizes["observation"], sizes["action"])
    all_tasks = np.arange(tasks)

    def step():
        at = data.apart(all_tasks, batch + context)
        drawn = {
            **data.draw(all_tasks, at[:, :batch], ("observations", "actions")),
            "context": data.context(all_tasks, at[:, batch:], *REWARD_LAST),
            "zeta_noise": torch.randn(tasks, batch, 2 * sizes["action"]),
            "z_noise": torch.randn(tasks, MBML["latent"]),
        }
        relabelled, kept = learner.relabelled(drawn["context"])
        learner.step(drawn, relabelled, kept, *learner.drawn(kept))

    return step


def opened_macaw(sizes, rows, entries=5, batch=256):
    learner = Macaw({**sizes, **MACAW})
    data = Rows(20, rows, sizes["observation"], sizes["action"])
    parts = data.parts
    parts["returns"] = parts.pop("rewards")
    parts["terminal_observations"] = parts.pop("next_observations")
    parts["terminal_discounts"] = data.random.random((data.tasks, rows, 1), dtype=np.float32)
    del parts["terminals"]

    def drawn(task, at):
        return {name: tensor[0] for name, tensor in data.draw(np.array([task]), at).items()}

    def step():
        tasks = []
        for task in data.random.choice(data.tasks, entries, replace=False):
            start = data.random.integers(rows - batch)
            outer = data.apart([task], batch)
            inner = np.arange(start, start + batch)[None]
            tasks.append({"inner": drawn(task, inner), "outer": drawn(task, outer)})
        learner.step({"tasks": tasks})

    return step


OPENED = {
    "focal": opened_focal,
    "pearl": opened_pearl,
    "cbcq": opened_cbcq,
    "cbcq-1024": opened_large_cbcq,
    "macaw": opened_macaw,
    "mbml": opened_mbml,
}


def opened(work, threads, observation, action, rows):
    """The update of a work, ready to be repeated; it returns how many it did."""
    if work not in OPENED:
        raise ValueError(f"no step of {work}, of these only: {', '.join(OPENED)}")
    torch.set_num_threads(threads)
    step = OPENED[work]({"observation": observation, "action": action}, rows)

    def update():
        step()
        return 1

    return update


def tensors_of(inputs):
    if isinstance(inputs, dict):
        return {name: tensors_of(value) for name, value in inputs.items()}
    if isinstance(inputs, list) and isinstance(inputs[0], dict):
        return [tensors_of(value) for value in inputs]
    return torch.tensor(inputs)


def recorded_step(method, learner, inputs):
    """A step of these recorded inputs."""
    if method != "mbml":
        batch = tensors_of(inputs)
        if method == "focal":
            batch["tasks"] = np.array(inputs["tasks"])
        return learner.step(batch)
    chosen, positives = inputs.pop("chosen"), inputs.pop("positives")
    batch = tensors_of(inputs)
    relabelled, kept = learner.relabelled(batch["context"])
    tasks, _, rows = kept.shape
    own = torch.zeros_like(kept)
    pairs = [(i, j) for i in range(tasks) for j in range(tasks) if i != j]
    for (i, j), at in zip(pairs, positives):
        own[i, j, at] = True
    joined = torch.zeros(tasks, tasks * rows, dtype=torch.bool)
    for i, at in enumerate(chosen):
        joined[i, at] = True
    return learner.step(batch, relabelled, kept, own, joined)


def difference(ours, theirs):
    """The largest one, relative to values above 1."""
    if isinstance(theirs, dict):
        return max([difference(ours[name], theirs[name]) for name in ours if name in theirs], default=0)
    if isinstance(theirs, list) and theirs and isinstance(theirs[0], dict):
        return max(difference(one, other) for one, other in zip(ours, theirs))
    theirs = torch.tensor(theirs)
    ours = torch.zeros_like(theirs) if ours is None else torch.as_tensor(ours).detach()
    largest = ((ours.view(theirs.shape) - theirs).abs() / theirs.abs().clamp(min=1)).max().item()
    return math.inf if math.isnan(largest) else largest


def check(path):
    """Largest differences of losses, gradients and tensors to a recorded case."""
    case = json.loads(path.read_text())
    methods = {"focal": Focal, "pearl": Pearl, "cbcq": Cbcq, "mbml": Mbml, "macaw": Macaw}
    if case["method"] not in methods:
        return None
    learner = methods[case["method"]](case["config"])
    if "fixed" in case:
        learner.load(case["fixed"])
    with torch.no_grad():
        for name, value in case["initial"].items():
            learner.tensors(name)[0].copy_(torch.tensor(value))
    gradients, calls = {}, Counter()
    apply = learner.apply

    def recording(name):
        """What the optimizer receives; at its second step within one of ours, under extra.0, ..."""
        before = f"extra.{calls[name] - 1}." if calls[name] else ""
        calls[name] += 1
        for key in expected:
            own = key.removeprefix(before)
            if key.startswith(before) and own.split(".")[0] in learner.moved[name]:
                gradient = learner.tensors(own)[1]
                gradients[key] = None if gradient is None else gradient.clone()
        apply(name)

    learner.apply = recording
    found = {"losses": 0, "gradients": 0, "tensors": 0}
    for number, step in enumerate(case["steps"], 1):
        expected = step["gradients"]
        gradients.clear()
        calls.clear()
        losses = recorded_step(case["method"], learner, step["inputs"])
        found["losses"] = max(found["losses"], difference(losses, step["losses"]))
        assert gradients.keys() == expected.keys(), set(expected) ^ set(gradients)
        found["gradients"] = max(found["gradients"], difference(gradients, expected))
        for name, value in case["after"].get(str(number), {}).items():
            found["tensors"] = max(found["tensors"], difference(learner.tensors(name)[0], value))
    return found


def main(word, folder):
    assert word == "check", word
    torch.set_default_dtype(torch.float64)
    worst = 0
    for path in sorted(Path(folder).glob("*.json")):
        found = check(path)
        if found is None:
            print(f"{path.name:22} has no peer here")
            continue
        worst = max(worst, *found.values())
        print(f"{path.name:22}", "  ".join(f"{kind} {value:.1e}" for kind, value in found.items()))
    if not worst < 1e-10:
        raise SystemExit(f"differs by {worst:.1e}, must be below 1e-10")


if __name__ == "__main__":
    main(*sys.argv[1:])
