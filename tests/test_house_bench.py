"""The benchmarks themselves: floors that bite, samples that stay, spans that are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import check_floors, endurance, results, shared
from onrecord.model import Document, Record, Span, Statement, Versions


def _measured(found: float, wrong: float | None) -> dict[str, object]:
    return {"all": {"scores": {"statements/found": {"F1": found}}, "speakers": {"wrong_percent": wrong}}}


@pytest.mark.parametrize(
    ("found", "wrong", "failing"), [(75.0, 5.0, 0), (74.9, 5.0, 1), (75.0, 5.1, 1), (0.0, 50.0, 2), (80.0, None, 0)]
)
def test_a_floor_holds_or_does_not(found: float, wrong: float | None, failing: int) -> None:
    floors = {"all": {"statements/found": 75.0, "wrong_percent": 5.0}}
    assert len(list(check_floors.below(floors, _measured(found, wrong)))) == failing


def test_floors_are_not_checked_without_data_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    assert check_floors.main() == 0
    assert "NOT CHECKED" in capsys.readouterr().out


def test_a_sample_is_the_same_whatever_the_order() -> None:
    rows = [{"id": str(i)} for i in range(50)]
    assert shared.sample(rows, 10) == shared.sample(list(reversed(rows)), 10)
    assert len({row["id"] for row in shared.sample(rows, 10)}) == 10


def _record(document: Document, content: Span) -> Record:
    statement = Statement(
        id="s-1",
        speakers=(),
        kind="direct",
        act="state",
        source=None,
        cue=None,
        content=(content,),
        topics=(),
        restates=None,
        verbatim=True,
        confidence=1.0,
        by="test",
    )
    none: tuple[()] = ()
    versions = Versions(onrecord="0", stages={})
    return Record(
        document=document, meetings=none, statements=(statement,), figures=none, events=none, pledges=none, versions=versions
    )


@pytest.mark.parametrize(
    ("span", "bad"),
    [(Span(0, 4, "made"), []), (Span(0, 4, "Made"), ["0-4"]), (Span(-4, 9, ""), ["-4-9"]), (Span(5, 99, "up"), ["5-99"])],
)
def test_a_span_that_is_not_the_text_is_seen(span: Span, bad: list[str]) -> None:
    (document,) = shared.documents([{"id": "d", "text": "made up"}])
    assert endurance.bad_spans(_record(document, span)) == bad


def test_figures_are_written_with_their_circumstances(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    results.write("speed", {"ratio": 1.2, "crashed": ["a"], "score": {"P": 1.0, "R": 2.0, "F1": 3.0, "pred": 4, "gold": 5}})
    assert results.load("speed")["ratio"] == 1.2
    table = results.table("speed")
    assert "1.2" in table
    assert "1: a" in table
    assert "(4 for 5)" in table
