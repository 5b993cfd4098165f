"""SDMX: the columns of SDMX-CSV, and SDMX-ML through ``sdmx1``.

SDMX-CSV (1.0 and 2.0) is a CSV with columns of known names, and is read as such: ``sdmx1`` would ask for the data structure
definition, which a file that somebody was sent does not bring. SDMX-ML brings its own names for dimensions in each data set.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.check.mapping import Mapped, Part
from onrecord.errors import Malformed, ModelMissing

__all__ = ["FACTOR", "is_sdmx_csv", "is_sdmx_ml", "sdmx_mapping", "sdmx_rows", "with_factor"]

FACTOR = "\0factor"
"""A column, of a name that no file has, that holds what a value is multiplied with."""
_SUBJECTS = ("REF_AREA", "COUNTERPART_AREA")
_INDICATORS = ("INDICATOR", "SUBJECT", "SERIES", "MEASURE")
_HEAD = 2000


def is_sdmx_ml(content: bytes) -> bool:
    """Whether bytes look like an SDMX-ML message."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"sdmx" in head.lower()


def is_sdmx_csv(rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether rows have the columns of SDMX."""
    columns = {c.partition(":")[0] for c in rows[0]} if rows else set()
    return {"TIME_PERIOD", "OBS_VALUE"} <= columns


def sdmx_mapping(rows: Sequence[Mapping[str, str]]) -> Mapped:
    """The mapping of rows with the usual dimensions of SDMX: what is told of an area is reported by it."""
    columns = rows[0].keys()
    subjects = tuple(c for c in _SUBJECTS if c in columns)
    indicator = tuple(c for c in _INDICATORS if c in columns)[:1]
    named = {
        "subject": subjects,
        "reporter": subjects[:1],
        "indicator": indicator,
        "period": ("TIME_PERIOD",),
        "value": ("OBS_VALUE",),
        **({"unit": ("UNIT_MEASURE",)} if "UNIT_MEASURE" in columns else {}),
    }
    return Mapped((Part(named, {}, {}, {}, 1.0, False, None),), {})


def sdmx_rows(content: bytes, path: Path) -> Sequence[Mapping[str, str]]:
    """The observations of an SDMX-ML message, dimensions and attributes as columns.

    Raises ``ModelMissing`` where ``sdmx1`` is not installed, ``Malformed`` where the message cannot be read or holds no data.
    """
    try:
        import sdmx
    except ImportError as error:
        raise ModelMissing("SDMX-ML needs sdmx1: pip install 'onrecord[series]'") from error
    try:
        message = sdmx.read_sdmx(io.BytesIO(content), format="XML")
    except Exception as error:  # whatever the reader meets in a damaged file
        raise Malformed(f"{path} cannot be read as SDMX-ML: {type(error).__name__}: {error}") from error
    rows = [row for data in getattr(message, "data", ()) for row in _rows(data)]
    if not rows:
        raise Malformed(f"{path} is an SDMX-ML message without data: name one that holds observations")
    return rows


def _rows(data: Any) -> Iterator[Mapping[str, str]]:
    for observation in data.obs:
        row = {name: str(value.value) for name, value in observation.key.values.items()}
        row |= {name: str(value.value) for name, value in observation.attrib.items()}
        row["OBS_VALUE"] = "" if observation.value is None else str(observation.value)
        yield with_factor(row)


def with_factor(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row without the labels that SDMX-CSV may put after a code ("A: Annual"), and with the factor that it states."""
    plain = {name.partition(":")[0]: value.partition(": ")[0] for name, value in row.items()}
    return {**plain, FACTOR: _factor(plain.get("UNIT_MULT", ""))}


def _factor(multiplier: str) -> str:
    """What the attribute UNIT_MULT says: a power of ten."""
    return str(10.0 ** int(multiplier)) if multiplier.lstrip("-").isdigit() and abs(int(multiplier)) < 30 else "1"
