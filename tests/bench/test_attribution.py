"""The benchmark of attributions: any file in the scorer's format, plain or gzipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import attribution
from onrecord.models.attribution import Relation

TEXT = "Vesk said trade grew. Orlan wants peace."
FOUND = [Relation((5, 9), (0, 4), ((10, 20),), 0.9), Relation((28, 33), (22, 27), ((34, 39),), 0.8)]


class _Model:
    def predict(self, texts: Sequence[str]) -> list[list[Relation]]:
        return [list(FOUND) for _ in texts]


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(attribution, "load", lambda *_: _Model())
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "a", "text": TEXT, "attributions": []}) + "\n\n", encoding="utf-8")
    return path


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_predictions_are_in_the_format_of_the_scorer(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "pred.jsonl"
    assert attribution.main([str(gold), str(out)]) == 0
    (line,) = _read(out)
    assert line["doc_id"] == "a"
    assert line["attributions"][0] == {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 20]], "score": 0.9}
    assert len(line["attributions"]) == 2


def test_the_speech_filter_leaves_attitudes_out(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "pred.jsonl"
    assert attribution.main([str(gold), str(out), "--speech"]) == 0
    assert [a["cue"] for a in _read(out)[0]["attributions"]] == [[[5, 9]]]


def test_a_gzipped_file_is_read(gold: Path, tmp_path: Path) -> None:
    packed, out = tmp_path / "gold.jsonl.gz", tmp_path / "pred.jsonl"
    packed.write_bytes(gzip.compress(gold.read_bytes()))
    assert attribution.main([str(packed), str(out)]) == 0
    assert len(_read(out)) == 1


def test_a_file_that_is_not_there_is_told_of(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attribution.main([str(tmp_path / "none.jsonl"), str(tmp_path / "pred.jsonl")]) == 1
    assert "not measured" in capsys.readouterr().err
