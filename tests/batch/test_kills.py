"""``onrecord run`` killed at random moments. A few times here; ``make torture`` does it hundreds of times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="not checked: pyarrow is not installed")
pytest.importorskip("resiliparse", reason="not checked: resiliparse is not installed")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="not checked: workers are found through /proc")

PROGRAM = """
import sys
from pathlib import Path
from bench.kills_run import RunTorture, made_archives

folder = Path(sys.argv[1])
(folder / "out").mkdir()
torture = RunTorture(made_archives(folder / "source", archives=6, pages=4), folder / "out", seed=2)
while torture.rounds < 2 or sum(torture.kills.values()) < 3:
    torture.round(kills=4)
    assert torture.rounds < 20, torture.kills
print(torture.wrong)
"""


def test_whatever_moment_it_is_killed_at_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    # In a process of its own, for it forks, which threads of others would not outlive.
    answer = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=root, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (0, "[]\n"), answer.stderr
