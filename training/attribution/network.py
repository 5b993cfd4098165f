"""The network: a BERT encoder with shapes of pieces, three taggers, and pointers from cues to sources and contents.

Taggers: begin, inside, outside for each of content, source and cue. Pointers are scaled dot products of projections, as in
graph-based dependency parsing (Dozat and Manning, 2017): each piece of a content points to the first piece of its cue; each
cue points to the first and to the last piece of its source, or to the window's first mark where it has none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.models.pieces import SHAPES

__all__ = ["ROLES", "Network", "Together", "from_encoder"]

ROLES = ("content", "source", "cue")
POINTER = 96
HIDDEN = 256


class Layer(nn.Module):
    """A transformer layer of BERT: attention and feed-forward, each followed by a normalisation."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm_attention = nn.LayerNorm(size, eps)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm_output = nn.LayerNorm(size, eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax((q / math.sqrt(d // self.heads)) @ k.transpose(-1, -2) + mask, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, t, d)
        x = self.norm_attention(x + self.dropout(self.out(mixed)))
        return self.norm_output(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Pieces and shapes ``[batch, time]`` to tag scores ``[batch, time, 9]`` and pointer scores ``[3, batch, time, time]``.

    Pointers, in order: content to cue, cue to first piece of source, cue to last piece of source.
    """

    def __init__(self, config: dict[str, int | float], dropout: float = 0.1) -> None:
        super().__init__()
        size, eps = int(config["hidden_size"]), float(config["layer_norm_eps"])
        self.words = nn.Embedding(int(config["vocab_size"]), size)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), size)
        self.shapes = nn.Embedding(SHAPES, size)
        self.norm = nn.LayerNorm(size, eps)
        inner, heads = int(config["intermediate_size"]), int(config["num_attention_heads"])
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout, eps) for _ in range(int(config["num_hidden_layers"])))
        self.tags = nn.Linear(size, 3 * len(ROLES))
        self.hidden = nn.Linear(size, HIDDEN)
        self.ends = nn.Linear(HIDDEN, 6 * POINTER)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        b, t = ids.shape
        mask = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        x = self.dropout(self.norm(self.words(ids) + self.places.weight[:t])) + self.shapes(shapes)
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        ends = self.ends(self.dropout(functional.gelu(self.hidden(x)))).view(b, t, 6, POINTER).permute(2, 0, 1, 3)
        pointers = (ends[:3] / math.sqrt(POINTER)) @ ends[3:].transpose(-1, -2) + mask[None, :, 0]
        return self.tags(x), pointers


class Together(nn.Module):
    """Networks as one: the means of their log probabilities, in the shapes of a single network's scores."""

    def __init__(self, members: Sequence[Network]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        given = [member(ids, shapes) for member in self.members]
        tags = [torch.log_softmax(t.unflatten(-1, (len(ROLES), 3)), -1).flatten(-2) for t, _ in given]
        pointers = [torch.log_softmax(p, -1) for _, p in given]
        return _mean(tags), _mean(pointers)


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack(tuple(scores)).mean(0)


def from_encoder(folder: Path, dropout: float = 0.1) -> Network:
    """A network whose encoder has the weights of a BERT model in ``folder`` (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    network = Network(config, dropout)
    state = network.state_dict()
    state.update(_renamed(load_file(str(folder / "model.safetensors")), int(config["num_hidden_layers"])))
    network.load_state_dict(state)
    return network


def _renamed(old: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        # There is one token type: its embedding is folded into the places.
        "places.weight": old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_output": "output.LayerNorm",
    }
    for i in range(layers):
        base = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            parts = [old[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            new[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            new |= {f"layers.{i}.{k}.{kind}": old[f"{base}{v}.{kind}"] for k, v in names.items()}
    return new
