"""The inputs that fuzzing kept: all that must hold for any input holds for them. ``python -m bench.fuzz`` finds more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.fuzz import engine
from bench.fuzz.base import Finding, Target, Wrong, must, tried
from bench.fuzz.corpus import keep, kept, smallest
from bench.fuzz.targets import TARGETS
from onrecord.ingest import sandbox

MOST_BYTES = 2_000_000


@pytest.fixture(autouse=True)
def _parser_as_before() -> object:
    yield
    sandbox._kept.clear()


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_kept_is_taken(name: str) -> None:
    target = TARGETS[name]
    check = target.prepare()
    inputs = [*kept(name).values(), *target.seeds()]
    assert len(inputs) > 10
    found = [(data, wrong) for data in inputs if (wrong := tried(check, data, timed=False)) is not None]
    assert found == []


def test_what_is_kept_is_small() -> None:
    assert sum(len(data) for name in TARGETS for data in kept(name).values()) < 2 * MOST_BYTES
    assert sum(path.stat().st_size for path in Path("tests/data/fuzz").glob("*.zip")) < MOST_BYTES


def _fails(how: BaseException) -> Callable[[bytes], object]:
    def check(data: bytes) -> object:
        raise how

    return check


@pytest.mark.parametrize(
    ("how", "kind"), [(ValueError("x"), "error"), (Wrong("x"), "wrong"), (MemoryError(), "memory"), (RecursionError(), "error")]
)
def test_a_fault_is_told_by_its_kind(how: BaseException, kind: str) -> None:
    found = tried(_fails(how), b"x", timed=False)
    assert found is not None
    assert found.kind == kind


def test_an_outcome_that_changes_is_a_fault() -> None:
    outcomes = iter(range(9))
    found = tried(lambda data: next(outcomes), b"x", timed=False, twice=True)
    assert found is not None
    assert "second time" in found.how


def test_the_smallest_input_of_a_fault_is_noted(tmp_path: Path) -> None:
    for data in (b"long", b"s", b"longer"):
        engine.note(Finding("error", "here", "ValueError"), data, tmp_path)
    (path,) = tmp_path.glob("*.bin")
    assert path.read_bytes() == b"s"
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["where"] == "here"


def test_inputs_that_reach_nothing_new_are_not_kept(tmp_path: Path) -> None:
    found = smallest(TARGETS["numbers"], [b"\x00x", b"\x00xx", b"\x00five percent and 3 tonnes", b"\x00y"], [b"\x01z"], 60.0)
    assert b"\x00xx" not in found
    assert found[0] == b"\x01z"
    assert b"\x00five percent and 3 tonnes" in found
    first = keep("numbers", found, tmp_path)
    assert keep("numbers", reversed(found), tmp_path) == first
    assert sorted(kept("numbers", tmp_path).values()) == sorted(found)


def test_without_atheris_inputs_are_changed_at_random(tmp_path: Path) -> None:
    def check(data: bytes) -> object:
        must(b"%" not in data, "a share")
        return len(data)

    target = Target("shares", lambda: check, lambda: [b"seven"], ("%",))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "findings").mkdir()
    (tmp_path / "corpus" / "a").write_bytes(b"seven")
    engine._at_random(target, lambda tries: tries < 2_000, tmp_path)
    (path,) = (tmp_path / "findings").glob("*.bin")
    assert b"%" in path.read_bytes()


def test_nothing_is_left_that_ends_the_process_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    armed: list[float] = []
    monkeypatch.setattr(engine.faulthandler, "dump_traceback_later", lambda seconds, exit: armed.append(seconds))
    monkeypatch.setattr(engine.faulthandler, "cancel_dump_traceback_later", armed.clear)
    target = Target("any", lambda: len, lambda: [b"seven"], ("%",))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a").write_bytes(b"seven")
    engine._at_random(target, lambda tries: tries < 3, tmp_path)
    assert armed == []
