"""``onrecord add`` ended at random moments. A few times here; ``make torture`` does it hundreds of times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.archive.conftest import NewPlace

from bench.kills import Torture, made_records

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not checked: there is no SIGKILL")


def test_whatever_moment_it_is_killed_at_nothing_is_lost_or_doubled(new_place: NewPlace, tmp_path: Path) -> None:
    torture = Torture(made_records(17), new_place, tmp_path, seed=3)
    for _ in range(3):
        torture.round(kills=4)
    assert torture.wrong == []
    assert torture.rounds == 3
