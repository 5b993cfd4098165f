"""From a trained network to the files that the package loads: weights in eight bits, vocabulary, settings."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from onrecord.models.attribution import Runner, session_of
from onrecord.models.link import Settings

__all__ = ["export", "in_single_precision", "write_settings"]

WORDS = "words.weight"


def export(network: nn.Module, vocabulary: Path, folder: Path) -> Path:
    """Write ``model.onnx``, ``vocab.txt`` and ``version.txt`` to ``folder``; the path of the weights.

    Matrices are quantised by output channel to seven bits (AVX2 without VNNI adds pairs of products in 16 bits, which
    overflow with eight), activations at run time; the embeddings of pieces to eight bits by row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        to_onnx(network, whole)
        quantize_dynamic(
            whole,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        model = onnx.load(str(small))
    _narrow_embeddings(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "model.onnx"))
    shutil.copyfile(vocabulary, folder / "vocab.txt")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "version.txt").write_text(digest[:12] + "\n", encoding="utf-8")
    return folder / "model.onnx"


def in_single_precision(network: nn.Module, threads: int) -> Runner:
    """The network as the model runs it, with the weights that it was trained to."""
    with tempfile.TemporaryDirectory() as scratch:
        to_onnx(network, Path(scratch) / "whole.onnx")
        return session_of(Path(scratch) / "whole.onnx", threads)


def write_settings(settings: Settings, window: int, folder: Path) -> None:
    """Write ``settings.json`` to ``folder``: the linker's settings, and the most pieces of a window."""
    text = json.dumps({**asdict(settings), "window": window}, indent=1) + "\n"
    (folder / "settings.json").write_text(text, encoding="utf-8")


def to_onnx(network: nn.Module, path: Path) -> None:
    """The network in single precision."""
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "batch", 1: "time"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (ids, torch.zeros_like(ids)),
            str(path),
            opset_version=17,
            dynamo=False,
            input_names=["ids", "shapes"],
            output_names=["tags", "pointers"],
            dynamic_axes={"ids": axes, "shapes": axes, "tags": axes, "pointers": {1: "batch", 2: "time", 3: "time"}},
        )


def _narrow_embeddings(model: onnx.ModelProto) -> None:
    """Embeddings of pieces as eight-bit rows and a scale for each: gathered first, widened after."""
    graph = model.graph
    for words in [w for w in graph.initializer if w.name.endswith(WORDS)]:
        name, rows = words.name, numpy_helper.to_array(words)
        scales = (np.abs(rows).max(1, keepdims=True) / 127).astype(np.float32)
        narrow = np.rint(rows / np.maximum(scales, 1e-12)).astype(np.int8)
        graph.initializer.remove(words)
        graph.initializer.append(numpy_helper.from_array(narrow, f"{name}.rows"))
        graph.initializer.append(numpy_helper.from_array(scales, f"{name}.scales"))
        at, gather = next((i, n) for i, n in enumerate(graph.node) if n.op_type == "Gather" and n.input[0] == name)
        graph.node.remove(gather)
        for i, node in enumerate(_widened(name, gather.input[1], gather.output[0])):
            graph.node.insert(at + i, node)


def _widened(name: str, ids: str, out: str) -> list[onnx.NodeProto]:
    return [
        helper.make_node("Gather", [f"{name}.rows", ids], [f"{name}.narrow"]),
        helper.make_node("Cast", [f"{name}.narrow"], [f"{name}.wide"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scales", ids], [f"{name}.scale"]),
        helper.make_node("Mul", [f"{name}.wide", f"{name}.scale"], [out]),
    ]
