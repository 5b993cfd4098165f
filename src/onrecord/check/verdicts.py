"""What a check gives: for each figure a verdict, what was reported, and the tolerance that the claim's own rounding implies."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

from onrecord.model import Figure

__all__ = ["Basis", "Kind", "Measure", "Point", "Reported", "Verdict", "verdicts_to_json"]

Kind = Literal["consistent", "direction differs", "magnitude differs", "period differs", "cannot be checked"]
Basis = Literal["series", "records"]
Measure = Literal["growth", "level", "difference"]


class Point(Struct, frozen=True):
    """A value of a series at a period, for a chart: in the claim's terms (growth in percent, or a level)."""

    period: str
    value: float


class Reported(Struct, frozen=True, kw_only=True):
    """What one reporter has for what a figure claims.

    ``value`` is signed: -16.9 is a fall of 16.9 percent. ``level`` and ``before`` are the levels from which a growth was
    computed, null where it was not. ``verdict`` is this reporter's alone. ``history`` holds the same measure for all
    periods of the series. For a claim of an earlier record ``source`` is that record's document and ``text`` its clause.
    """

    reporter: str | None
    name: str
    period: str
    value: float
    unit: str
    verdict: Kind
    level: float | None = None
    before: float | None = None
    source: str | None = None
    text: str | None = None
    history: tuple[Point, ...] = ()


class Verdict(Struct, frozen=True, kw_only=True):
    """The check of one figure.

    ``measure``, ``value`` (signed), ``unit``, ``period`` and ``baseline`` are what was checked: "down 17 percent in 2020" is
    a growth of -17 percent over 2020 from 2019. ``low`` and ``high`` bound the signed values that agree with the claim, null
    where it leaves a side open. ``why`` says why a figure cannot be checked. ``told`` is the whole in one sentence. It tells
    a difference, never a motive.
    """

    document: str
    published: str | None
    figure: Figure
    basis: Basis
    measure: Measure
    value: float
    unit: str
    period: str | None
    baseline: str | None
    verdict: Kind
    why: str | None
    low: float | None
    high: float | None
    reported: tuple[Reported, ...]
    told: str

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain dictionaries, lists, strings and numbers, as it stands in JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain


def verdicts_to_json(verdicts: tuple[Verdict, ...], indent: int = 2) -> str:
    """Verdicts as a JSON array."""
    return msgspec.json.format(msgspec.json.encode(verdicts), indent=indent).decode("utf-8")
