"""The watch over items: where a worker was outlives it, and one that stays too long is ended by the system."""

from __future__ import annotations

import multiprocessing
import signal
from pathlib import Path

import pytest

from onrecord.batch import watch
from onrecord.batch.watch import Watch, last_item


def stays(path: Path, seconds: int) -> None:
    watch.ITEM_SECONDS = seconds
    with Watch(path) as over:
        over.begin(3)
        over.begin(7)
        while True:
            pass


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="not checked: this system has no alarms")
def test_a_worker_that_stays_at_an_item_is_ended(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=stays, args=(tmp_path / "at", 1))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGALRM
    assert last_item(tmp_path / "at") == 7


def test_nothing_is_known_of_a_worker_that_did_not_begin(tmp_path: Path) -> None:
    assert last_item(tmp_path / "nothing") is None
    with Watch(tmp_path / "at", frozenset({4})) as over:
        assert last_item(tmp_path / "at") is None
        assert [over.begin(3), over.begin(4)] == [False, True]
    assert last_item(tmp_path / "at") == 4
