"""The likeliest year of an undated report: what its clues say of each month, weighed by the model of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lookups.timex import Anchor
from onrecord.models.years import YearModel, chances
from onrecord.reading import Reading
from onrecord.stages.times.clues import Clue, Named, clues, features, month_of, named
from onrecord.stages.times.dated import Dated
from onrecord.stages.times.evidence import Bound
from onrecord.stages.times.found import Found
from onrecord.stages.times.outright import Inference

__all__ = ["Weighed", "weigh", "window"]

_BACK, _AHEAD = 5, 9
"""So many years before and after the youngest thing that a report tells of are weighed."""
_FIRST, _LAST = 1990, 2100
_TOLD = 4
"""So many clues are given as evidence."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The months that a report may be of, its clues, and how likely each month is by a model."""

    months: range
    clues: tuple[Clue, ...]
    chances: tuple[float, ...]
    model: YearModel

    def years(self) -> dict[int, float]:
        """How likely each year is."""
        found: dict[int, float] = {}
        for month, chance in zip(self.months, self.chances, strict=True):
            found[month // 12] = found.get(month // 12, 0.0) + chance
        return found

    def doubts(self, year: int) -> bool:
        """Whether a year is one of those weighed, and so unlikely that it should not be told."""
        chance = self.years().get(year)
        return chance is not None and chance < self.model.doubt

    def inference(self) -> Inference | None:
        """The likeliest year with the words that speak for it most; null where it is not likely enough."""
        years = self.years()
        year, other = sorted(years, key=lambda y: (-years[y], y))[:2]
        if years[year] < self.model.threshold or not (best := self._speaking_for(year, other)):
            return None
        why = "; ".join(dict.fromkeys(clue.why for clue in best))
        places = dict.fromkeys(clue.place for clue in best if clue.place)
        return Inference(Anchor(year), f"the likeliest year ({years[year]:.0%}) by what the text tells: {why}", tuple(places))

    def _speaking_for(self, year: int, other: int) -> list[Clue]:
        """The clues that speak most for a year's likeliest month and against the next best year's, in the order of the text."""
        month, against = self._likeliest(year), self._likeliest(other)
        gains = [(self._said(clue, month) - self._said(clue, against), clue) for clue in self.clues if clue.place]
        best = sorted((g for g in gains if g[0] > 0), key=lambda g: -g[0])[:_TOLD]
        return sorted((clue for _, clue in best), key=lambda clue: clue.place or (0, 0))

    def _likeliest(self, year: int) -> int:
        within = [(chance, -m) for m, chance in zip(self.months, self.chances, strict=True) if m // 12 == year]
        return -max(within)[1]

    def _said(self, clue: Clue, month: int) -> float:
        return self.model.scores([features([clue], month)])[0]


def weigh(reading: Reading, found: Sequence[Found], bounds: Sequence[Bound], dated: Dated, model: YearModel) -> Weighed | None:
    """The years that a report may be of by its terms and facts (``bounds``) and times; null where nothing tells their range."""
    months = window(bounds, named(found))
    if months is None:
        return None
    given = clues(reading, found, bounds, dated)
    scores = model.scores([features(given, month) for month in months])
    return Weighed(months, tuple(given), tuple(chances(scores)), model)


def window(bounds: Sequence[Bound], told: Named) -> range | None:
    """The months around the youngest term, fact or past that a report tells of; null where it tells of none."""
    starts = [month_of(b.spells[0][0]) // 12 for b in bounds]
    past = [month // 12 for month, t in told.days if t.lean < 0] + [year for year, t in told.years if t.lean < 0]
    weak = [month // 12 for month, _ in told.days] + [year for year, t in told.years if t.lean == 0 and not t.until]
    youngest = max([y for y in starts if y >= _FIRST] + past, default=None) or max(weak, default=None)
    if youngest is None or not _FIRST <= youngest <= _LAST:
        return None
    return range((youngest - _BACK) * 12, (youngest + _AHEAD) * 12)
