"""How the columns of a file make a series: a small TOML table.

::

    unit = "USD"                     # of the values, after the factor
    factor = 1_000_000
    aggregate = "sum"                # months of a year may be added; also "mean", "last"

    [columns]
    reporter = "reporter"
    subject = ["reporter", "partner"]  # two columns: a pair of countries
    period = "year"
    value = "value"                  # a list of columns is summed

    [countries]                      # names that are not common ones
    "Velland, Rep. of" = "VE"

    [[series]]
    indicator = "trade turnover"
    sum = { flow = ["Exports", "Imports"] }   # rows that differ only in this column are summed, where all are there

    [[series]]
    indicator = "exports"
    where = { flow = "Exports" }
    value = "value"                  # [columns] and the other keys may be given for one series alone

Without a mapping a file has the columns indicator, subject, reporter, period, value, and where it likes unit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from onrecord.check.series import Aggregate
from onrecord.errors import Malformed, NotFound

__all__ = ["PLAIN", "Mapped", "Part", "read_mapping"]

_COLUMNS = ("indicator", "subject", "reporter", "period", "value", "unit")
_KEYS = {"indicator", "subject", "where", "sum", "unit", "factor", "growth", "aggregate", *_COLUMNS}


@dataclass(frozen=True, slots=True)
class Part:
    """One series in a file. ``columns`` names for each field the columns that hold it; ``fixed`` gives fields outright."""

    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, str]
    where: Mapping[str, frozenset[str]]
    sum: Mapping[str, frozenset[str]]
    factor: float
    growth: bool
    aggregate: Aggregate | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping: its series, and countries by names that are not common ones."""

    parts: tuple[Part, ...]
    countries: Mapping[str, str]


PLAIN = Mapped((Part({c: (c,) for c in _COLUMNS}, {}, {}, {}, 1.0, False, None),), {})
"""The mapping of a file that has the columns of a series."""


def read_mapping(path: Path) -> Mapped:
    """The mapping in a TOML file. Raises ``NotFound`` or ``Malformed``, which say what is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotFound(f"no mapping at {path} ({error.strerror}): name a TOML file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Malformed(f"{path} cannot be read as TOML: {error}") from error
    try:
        entries = table.get("series") or [{}]
        parts = tuple(_part({**table, **entry}, table.get("columns", {}), entry) for entry in entries)
        return Mapped(parts, {str(k): str(v) for k, v in table.get("countries", {}).items()})
    except (TypeError, ValueError, AttributeError) as error:
        raise Malformed(f"{path} is no mapping: {error}") from error


def _part(table: Mapping[str, Any], columns: Mapping[str, Any], entry: Mapping[str, Any]) -> Part:
    if unknown := sorted(set(entry) - _KEYS):
        raise ValueError(f"[[series]] has an unknown key {unknown[0]!r}: choose from {', '.join(sorted(_KEYS))}")
    named = {**columns, **{k: entry[k] for k in ("value", "period", "reporter") if k in entry}}
    if unknown := sorted(set(named) - set(_COLUMNS)):
        raise ValueError(f"[columns] has an unknown field {unknown[0]!r}: choose from {', '.join(_COLUMNS)}")
    fixed = {k: str(table[k]) for k in ("indicator", "subject", "unit") if k in table}
    aggregate = table.get("aggregate")
    if aggregate is not None and aggregate not in get_args(Aggregate):
        raise ValueError(f"aggregate = {aggregate!r}: choose from {', '.join(get_args(Aggregate))}")
    return Part(
        {field: _names(value) for field, value in named.items()},
        fixed,
        {k: frozenset(_names(v)) for k, v in table.get("where", {}).items()},
        {k: frozenset(_names(v)) for k, v in table.get("sum", {}).items()},
        float(table.get("factor", 1)),
        bool(table.get("growth", False)),
        cast("Aggregate | None", aggregate),
    )


def _names(value: Any) -> tuple[str, ...]:
    """One name or several."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(map(str, value))
    return (str(value),)
