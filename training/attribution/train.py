"""The training loop: examples in, weights out. Can be stopped and taken up again at its last checkpoint."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.attribution.examples import IGNORED, Article, Example, epoch
from training.attribution.network import Network

__all__ = ["Plan", "train"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``rate`` is the top layer's; each layer below has ``decay`` times the rate of the one above."""

    epochs: float = 2.5
    pieces: int = 2048
    """Pieces in a batch."""
    rate: float = 2e-4
    head_rate: float = 1.5e-3
    decay: float = 0.9
    warm: int = 40
    """Steps of warming up."""
    cool: float = 0.5
    """The share of steps, at the end, in which the rate falls to nothing."""
    bends: tuple[tuple[float, float], ...] = ()
    """Where given, the rate goes in straight lines through these points (step, share), whatever ``warm`` and ``cool``."""
    average: float = 0.98
    """How much the running average of the weights keeps at every fifth step."""
    thin: float = 0.5
    longest: int = 256
    """The most pieces of a window."""
    weights: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 0.5, 0.5)
    """What each loss counts: tags of content, source and cue, then the three pointers."""
    seed: int = 7
    heads_seed: int = 67280421310721
    """What taggers and pointers are first drawn with: torch's default, said aloud."""
    save_every: float = 120.0
    """Seconds between checkpoints."""


def train(network: Network, found: Sequence[Article], plan: Plan, checkpoint: Path) -> Network:
    """The running average of the weights at the end of ``plan``."""
    torch.manual_seed(plan.seed)
    averaged = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    base = [float(group["lr"]) for group in optimizer.param_groups]
    done = _resumed(checkpoint, network, averaged, optimizer, plan)
    total, step, seen = _steps(found, plan), 0, 0
    network.train()
    begun = saved = time.monotonic()
    worked = time.process_time()
    for batch in _batches(found, plan):
        if step >= total:
            break
        step += 1
        if step <= done:
            continue
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * _schedule(step, total, plan)
        losses = _step(network, batch, optimizer, plan.weights)
        seen += sum(len(e.ids) for e in batch)
        if step % 5 == 0:
            _mix(averaged, network, min(plan.average, (step / 5 + 1) / (step / 5 + 10)))
        if step % 10 == 0:
            told = " ".join(f"{x:.3f}" for x in losses)
            speed = (
                f"{seen / (time.monotonic() - begun):.0f} pieces/s, {seen / (time.process_time() - worked):.0f} per CPU second"
            )
            print(f"step {step}/{total} losses {told}: {speed}", flush=True)
        if time.monotonic() - saved > plan.save_every:
            _save(checkpoint, network, averaged, optimizer, step, plan)
            saved = time.monotonic()
    _save(checkpoint, network, averaged, optimizer, step, plan)
    return averaged


def _steps(found: Sequence[Article], plan: Plan) -> int:
    first = sum(1 for _ in _cut(epoch(found, plan.seed, plan.longest, plan.thin), plan.pieces))
    return int(first * plan.epochs)


def _batches(found: Sequence[Article], plan: Plan) -> Iterator[list[Example]]:
    number = 0
    while True:
        yield from _cut(epoch(found, plan.seed + number, plan.longest, plan.thin), plan.pieces)
        number += 1


def _cut(examples: list[Example], pieces: int, pool: int = 256) -> Iterator[list[Example]]:
    """Batches of examples of like length."""
    for at in range(0, len(examples), pool):
        batch: list[Example] = []
        for example in sorted(examples[at : at + pool], key=lambda e: len(e.ids)):
            if batch and (len(batch) + 1) * len(example.ids) > pieces:
                yield batch
                batch = []
            batch.append(example)
        yield batch


def _schedule(step: int, total: int, plan: Plan) -> float:
    if plan.bends:
        return float(np.interp(step, *zip(*plan.bends, strict=True)))
    return min(1.0, step / plan.warm, max(0.0, total - step) / max(1.0, total * plan.cool))


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    depth = len(network.layers)
    heads = [network.tags, network.hidden, network.ends, network.shapes]
    groups: list[dict[str, object]] = [{"params": [p for m in heads for p in m.parameters()], "lr": plan.head_rate}]
    for i, layer in enumerate(network.layers):
        groups.append({"params": list(layer.parameters()), "lr": plan.rate * plan.decay ** (depth - 1 - i)})
    bottom = [p for m in (network.words, network.places, network.norm) for p in m.parameters()]
    groups.append({"params": bottom, "lr": plan.rate * plan.decay**depth})
    return groups


def _step(network: Network, batch: list[Example], optimizer: torch.optim.Optimizer, weights: Sequence[float]) -> list[float]:
    ids, shapes = _padded([e.ids for e in batch], 0), _padded([e.shapes for e in batch], 0)
    targets = [_padded([e.tags[i] for e in batch], IGNORED) for i in range(3)]
    targets += [_padded([e.pointers[i] for e in batch], IGNORED) for i in range(3)]
    tags, pointers = network(ids, shapes)
    scores = [*tags.split(3, -1), *pointers]
    losses = [_loss(s, t) for s, t in zip(scores, targets, strict=True)]
    loss = sum(w * x for w, x in zip(weights, losses, strict=True))
    assert isinstance(loss, Tensor)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return [float(x.detach()) for x in losses]


def _loss(scores: Tensor, targets: Tensor) -> Tensor:
    wanted = targets != IGNORED
    if not bool(wanted.any()):
        return scores.sum() * 0
    return functional.cross_entropy(scores[wanted], targets[wanted])


def _padded(rows: list[list[int]], fill: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


@torch.no_grad()
def _mix(averaged: Network, network: Network, keep: float) -> None:
    for old, new in zip(averaged.parameters(), network.parameters(), strict=True):
        old.lerp_(new, 1 - keep)


def _save(path: Path, network: Network, averaged: Network, optimizer: torch.optim.Optimizer, step: int, plan: Plan) -> None:
    state = {"network": network.state_dict(), "averaged": averaged.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state | {"step": step, "plan": asdict(plan), "random": torch.get_rng_state()}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _resumed(path: Path, network: Network, averaged: Network, optimizer: torch.optim.Optimizer, plan: Plan) -> int:
    """The step at which the checkpoint was written, its state taken over; 0 where there is none.

    Raises ``ValueError`` where it was written by another plan: weights of two plans are those of neither.
    """
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    if state["plan"] != asdict(plan):
        raise ValueError(f"{path} was written by another plan ({state['plan']}): remove it, or name another --work")
    network.load_state_dict(state["network"])
    averaged.load_state_dict(state["averaged"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return int(state["step"])
