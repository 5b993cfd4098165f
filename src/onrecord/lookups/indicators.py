"""Indicators that figures are told of (trade turnover, external debt, troops), by the words that name them in running text.

``indicators.csv`` holds their names, synonyms and, where there is one, the code of a statistical series (World Bank WDI,
or IMF with its prefix).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.lookups.phrases import Phrases
from onrecord.tables import Knowledge

__all__ = ["Indicator", "Indicators", "indicators"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: its name in records, the code of a series or null, what its levels are told in, and whether it is mutual."""

    name: str
    code: str | None
    family: str
    mutual: bool


class Indicators:
    """All indicators of a knowledge. Make it with :func:`indicators`."""

    def __init__(self, rows: tuple[Mapping[str, str], ...]) -> None:
        self._by_name: dict[str, Indicator] = {}
        forms: list[tuple[str, Indicator]] = []
        for row in rows:
            indicator = Indicator(row["name"], row["code"] or None, row["family"], row["mutual"] == "yes")
            indicator = self._by_name.setdefault(indicator.name, indicator)
            for form in [row["name"], *row["also"].split("|")]:
                forms += [(f, indicator) for f in _numbers(form.strip())]
        self._phrases: Phrases[Indicator] = Phrases([f for f in forms if f[0]], ignore_case=True)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._by_name.values())

    def get(self, name: str) -> Indicator | None:
        """The indicator of a name in records; null where there is none."""
        return self._by_name.get(name)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Indicator]]:
        """Every indicator named in ``text[start:end]`` with where it stands, left to right, the longest form at each place."""
        return list(self._phrases.find(text, start, end))


def _numbers(form: str) -> Iterator[str]:
    """A form and its plural."""
    yield form
    if form and form[-1] not in "sy" and form.islower():
        yield form + "s"


def indicators(knowledge: Knowledge) -> Indicators:
    """The indicators of ``knowledge``, built once."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Indicators:
    return Indicators(knowledge.rows("indicators.csv"))
