"""The inputs that are kept: for each target a ZIP of those that reach something that no smaller one does."""

from __future__ import annotations

import hashlib
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

from bench.fuzz.base import Target, tried

__all__ = ["FOLDER", "keep", "kept", "smallest"]

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "fuzz"
_OWN = f"{Path('src') / 'onrecord'}"
_MOST = 400
"""Inputs of one target that are kept."""


def kept(name: str, folder: Path = FOLDER) -> dict[str, bytes]:
    """The inputs that are kept for a target, by name; none where there are none yet."""
    path = folder / f"{name}.zip"
    if not path.is_file():
        return {}
    with zipfile.ZipFile(path) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def keep(name: str, inputs: Iterable[bytes], folder: Path = FOLDER) -> int:
    """Write the inputs of a target, the same bytes for the same inputs; gives how many bytes they take."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for data in sorted(set(inputs), key=lambda data: (len(data), data)):
            member = zipfile.ZipInfo(hashlib.sha256(data).hexdigest()[:16])
            archive.writestr(member, data, zipfile.ZIP_DEFLATED, 9)
    return path.stat().st_size


def smallest(target: Target, inputs: Iterable[bytes], always: Iterable[bytes], seconds: float) -> list[bytes]:
    """Of the inputs those that, from the smallest on, run through a step of the package that none before did; and ``always``.

    At most so many are kept, after so many seconds of processor time none.
    """
    check, seen, found = target.prepare(), set[tuple[int, int, int]](), list(dict.fromkeys(always))
    for data in target.seeds():
        tried(check, data, timed=False, twice=False)
    ends = time.process_time() + seconds
    for data in sorted(set(inputs) - set(found), key=lambda data: (len(data), data)):
        if time.process_time() > ends or len(found) >= _MOST:
            break
        steps = _steps(check, data)
        if not steps <= seen:
            seen |= steps
            found.append(data)
    return found


def _steps(check: Callable[[bytes], object], data: bytes) -> set[tuple[int, int, int]]:
    """The steps from line to line of the package's code."""
    steps: set[tuple[int, int, int]] = set()

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        if _OWN not in frame.f_code.co_filename:
            return None
        code, last = id(frame.f_code), frame.f_lineno

        def moved(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal last
            if event == "line":
                steps.add((code, last, frame.f_lineno))
                last = frame.f_lineno
            return moved

        return moved

    sys.settrace(entered)
    try:
        tried(check, data, timed=False, twice=False)
    finally:
        sys.settrace(None)
    return steps
