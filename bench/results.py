"""Results as files, and as text for people."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "load", "table", "write"]

FOLDER = Path(__file__).parent / "results"
_LIBRARIES = ("spacy", "thinc", "numpy", "msgspec", "trafilatura")


def write(stem: str, figures: Mapping[str, Any]) -> None:
    """Write ``results/<stem>.json`` with the machine, the date and the versions."""
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps({**_circumstances(), "figures": figures}, indent=1, ensure_ascii=False)
    (FOLDER / f"{stem}.json").write_text(text + "\n", encoding="utf-8")


def load(stem: str) -> dict[str, Any]:
    """The figures last written for ``stem``."""
    figures: dict[str, Any] = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))["figures"]
    return figures


def table(stem: str) -> str:
    """The figures last written for ``stem`` as lines for people."""
    return "\n".join([f"{stem}", *_lines(load(stem), 1), ""])


def _lines(values: Mapping[str, Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in values.items():
        if isinstance(value, Mapping) and set(value) >= {"P", "R", "F1"}:
            scores = f"P {value['P']:5.1f}  R {value['R']:5.1f}  F1 {value['F1']:5.1f}"
            yield f"{indent}{key:24} {scores}   ({value['pred']} for {value['gold']})"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}"
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield f"{indent}{key:24} {len(value)}" + (f": {', '.join(map(str, value[:5]))}" if value else "")
        else:
            yield f"{indent}{key:24} {value}"


def _circumstances() -> dict[str, Any]:
    from onrecord import __version__
    from onrecord.read import STAGES
    from onrecord.stages.parse import model_version

    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
        },
        "versions": {
            "onrecord": __version__,
            "model": model_version(),
            "stages": {stage.__name__.rpartition(".")[2]: stage.VERSION for stage in STAGES},
            **{name: version(name) for name in _LIBRARIES},
        },
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
