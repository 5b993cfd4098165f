"""Figures: every quantity that is claimed about the world, as a row that can be computed with.

Numbers are found first, by their form; only then is the parse asked what they tell. What the text does not give stays null.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from onrecord.identity import finding_ids
from onrecord.lookups.countries import Countries, countries
from onrecord.lookups.indicators import Indicators, indicators
from onrecord.lookups.quantities import Quantities, quantities
from onrecord.model import Figure, Person, Statement
from onrecord.reading import Reading, Time
from onrecord.stages.figures.about import About, Place, Subjects
from onrecord.stages.figures.candidates import Candidate, candidates
from onrecord.stages.figures.clause import Clause, clause_of
from onrecord.stages.figures.lexicon import Lexicon, lexicon
from onrecord.stages.figures.periods import Periods, year_before
from onrecord.stages.figures.trend import Told, tell
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["VERSION", "run"]

VERSION = 3
_BY = f"figures@{VERSION}"
_LARGE = 1e5
_CLOSE = 60
_NEAR = 200
"""So many characters away, a figure still tells the unit of the next one."""
_NAMED_SO_FAR = 60
"""So many characters before an indicator it may be said that a share of it is told."""
_READ = ("body", "turn", "heading")


@dataclass(frozen=True, slots=True)
class _Tools:
    words: Lexicon
    numbers: Quantities
    indicators: Indicators
    lands: Countries


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure before it has its id."""

    candidate: Candidate
    told: Told
    clause: Clause
    span: tuple[int, int]
    about: About
    time: Time | None
    carried: bool
    baseline: str | None


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.figures`` for every reading of the batch, in the order of the text."""
    tools = _Tools(lexicon(knowledge), quantities(knowledge), indicators(knowledge), countries(knowledge))
    for reading in readings:
        drafts = [d for piece in _paragraphs(reading, tools) for d in piece]
        reading.figures = _figures(reading, _with_units(drafts, tools.indicators), tools)


def _paragraphs(reading: Reading, tools: _Tools) -> Iterator[list[_Draft]]:
    """The figures of each paragraph; what a figure is of is carried over from one to the next."""
    subjects = Subjects(reading, tools.indicators, tools.lands, tools.words)
    surface = reading.layout.surface
    for index, doc in reading.parse.docs.items():
        paragraph = reading.layout.paragraphs[index]
        if paragraph.kind not in _READ:
            continue
        found = tools.numbers.find(surface, paragraph.content_start, paragraph.end)
        if found:
            offset = reading.parse.offsets[index]
            earlier = _sentence_before(reading, index)
            blocked = _times_in(reading.times, paragraph.start, paragraph.end)
            known = [*_times_in(reading.times, *earlier), *blocked] if earlier else blocked
            places = [(t.start, t.end) for t in blocked]
            chosen = list(candidates(doc, offset, surface, found, places, tools.words, tools.lands))
            periods = Periods(doc, offset, surface, known, tools.words, earlier, reading.document.published or "")
            yield list(_drafts(chosen, doc, offset, surface, periods, subjects, tools.words))


def _sentence_before(reading: Reading, index: int) -> tuple[int, int] | None:
    """The last sentence of the paragraph before, where the same voice goes on in it."""
    paragraphs = reading.layout.paragraphs
    before, doc = paragraphs[index - 1] if index else None, reading.parse.docs.get(index - 1)
    if before is None or doc is None or len(doc) == 0:
        return None
    if (before.kind, before.turn) != (paragraphs[index].kind, paragraphs[index].turn) or before.kind == "heading":
        return None
    offset, sentence = reading.parse.offsets[index - 1], doc[len(doc) - 1].sent
    return offset + sentence.start_char, offset + sentence.end_char


def _times_in(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    first = bisect_right(times, start - 1, key=lambda t: t.start)
    return [t for t in times[first:] if t.start < end]


def _drafts(
    chosen: Sequence[Candidate], doc: Doc, offset: int, surface: str, periods: Periods, subjects: Subjects, words: Lexicon
) -> Iterator[_Draft]:
    last: _Draft | None = None
    share: tuple[Candidate, Told] | None = None
    places = [(t.start - offset, t.end - offset) for t in periods.times]
    for candidate in chosen:
        same = last is not None and doc[last.candidate.core].sent.start == doc[candidate.core].sent.start
        previous = (last.candidate, last.told) if last is not None and same else None
        # The parse's characters begin at 0, those of quantities at the text's beginning.
        share = (share if same else None) if previous is None or not _is_share(*previous) else previous
        told = tell(doc, surface, candidate, previous, words, places, share)
        candidate = _without_range(candidate, told)
        clause = clause_of(doc, candidate, places)
        floor = last.candidate.quantity.end if last is not None and same else 0
        about = subjects.about(Place(doc, offset, candidate, clause, last.about if last else None, floor))
        time, carried = periods.period(candidate, clause, chosen)
        baseline = _baseline(told, candidate, periods, time)
        last = _Draft(candidate, told, clause, _span(doc, offset, clause, candidate), about, time, carried, baseline)
        yield last


def _is_share(candidate: Candidate, told: Told) -> bool:
    return candidate.family == "percent" and told.kind == "change"


def _without_range(candidate: Candidate, told: Told) -> Candidate:
    """ "Fell from 5 to 3 percent" tells two levels, not a range."""
    quantity = candidate.quantity
    if not quantity.from_to or told.from_to is False:
        return candidate
    return replace(candidate, quantity=replace(quantity, bound="exact"))


def _span(doc: Doc, offset: int, clause: Clause, candidate: Candidate) -> tuple[int, int]:
    """The clause in characters, with all of the quantity."""
    last = doc[clause.end - 1]
    quantity = candidate.quantity
    return min(offset + doc[clause.start].idx, quantity.lead), max(offset + last.idx + len(last), quantity.tail)


def _baseline(told: Told, candidate: Candidate, periods: Periods, time: Time | None) -> str | None:
    """What a change is counted from: the time that the text compares with, else the same period a year before."""
    if told.kind not in ("change", "points", "multiple", "index"):
        return None
    stated = periods.baseline(candidate)
    if stated is not None and stated.value is not None:
        return stated.value
    return year_before(time.value) if time is not None and time.value and told.kind == "change" else None


def _with_units(drafts: Sequence[_Draft], known: Indicators) -> list[_Draft]:
    """The figures, with a large number without a unit taken for one of what is told around it; dropped where that is open."""
    kept: list[_Draft] = []
    for index, draft in enumerate(drafts):
        if draft.candidate.unit:
            kept.append(draft)
            continue
        source = _unit_source(drafts, index, known)
        if source is not None:
            candidate = replace(draft.candidate, unit=source.unit, family=source.family)
            kind = "count" if source.family == "count" and draft.told.kind == "level" else draft.told.kind
            kept.append(replace(draft, candidate=candidate, told=replace(draft.told, kind=kind)))
    return kept


def _unit_source(drafts: Sequence[_Draft], index: int, known: Indicators) -> Candidate | None:
    """The figure whose unit a large number shares: for an indicator told in money the nearest sum, else the number before."""
    draft = drafts[index]
    indicator = known.get(draft.about.indicator or "")
    if indicator is not None and indicator.family == "money":
        told = _told_elsewhere(draft, drafts)
        if told is not None:
            return told
        around = [*reversed(drafts[:index]), *drafts[index + 1 :]]
        return next((d.candidate for d in around if d.candidate.family == "money" and d.candidate.unit), None)
    after = drafts[index + 1] if index + 1 < len(drafts) else None
    if after is not None and after.candidate.family == "money" and after.candidate.unit and _next_to(draft, after):
        return after.candidate
    before = drafts[index - 1] if index else None
    if before is None or not before.candidate.unit or before.candidate.quantity.value < _LARGE:
        return None
    return before.candidate if draft.span[0] - before.span[1] < _NEAR else None


def _told_elsewhere(draft: _Draft, drafts: Sequence[_Draft]) -> Candidate | None:
    """The same sum with its currency, wherever it is told."""
    value = draft.candidate.quantity.value
    return next((d.candidate for d in drafts if _is_sum(d) and d.candidate.quantity.value == value), None)


def _is_sum(draft: _Draft) -> bool:
    return draft.candidate.family == "money" and bool(draft.candidate.unit)


def _next_to(draft: _Draft, after: _Draft) -> bool:
    """Whether the next figure is so near that both are sums of one currency ("5 billion and then 10 billion roubles")."""
    return after.candidate.quantity.start - draft.candidate.quantity.end < _CLOSE


def _figures(reading: Reading, drafts: Sequence[_Draft], tools: _Tools) -> tuple[Figure, ...]:
    spans = [reading.span(*d.span) for d in drafts]
    ids = finding_ids(reading.document, "figure", [[s] for s in spans])
    made: list[Figure] = []
    for draft, span, name in zip(drafts, spans, ids, strict=True):
        statement = _statement(reading.statements, draft.candidate.quantity.start)
        about, time = draft.about, draft.time
        figure = Figure(
            id=name,
            claimant=_claimant(statement),
            statement=statement.id if statement else None,
            indicator=_indicator(draft, reading.layout.surface, tools),
            indicator_text=reading.span(*about.text) if about.text else None,
            subject=about.subject,
            kind=draft.told.kind,
            direction=draft.told.direction,
            bound=draft.candidate.quantity.bound,
            value=draft.candidate.quantity.value,
            unit=draft.candidate.unit,
            period=time.value if time else None,
            period_inferred=time.inferred if time else None,
            baseline=draft.baseline,
            inherited_from=made[-1].id if about.inherited and made else None,
            span=span,
            confidence=_confidence(draft),
            by=_BY,
        )
        made.append(figure)
    return tuple(made)


def _indicator(draft: _Draft, surface: str, tools: _Tools) -> str | None:
    """The name of what a figure is of: of a share, that and not the whole ("49 percent of the country's trade")."""
    name, place = draft.about.indicator, draft.about.text
    known = tools.indicators.get(name or "")
    if known is None or name is None or place is None or draft.about.inherited:
        return name
    if known.family == "percent" or name in tools.words.share_bases:
        return name
    if draft.told.kind != "level" or draft.candidate.family != "percent":
        return name
    of = tools.words.share_of.fullmatch(surface, draft.candidate.quantity.tail, place[0])
    named = tools.words.share_before.search(surface, max(0, place[0] - _NAMED_SO_FAR), place[0])
    return tools.words.share_name.format(name) if of or named else name


def _statement(statements: Sequence[Statement], at: int) -> Statement | None:
    return next((s for s in statements if any(p.start <= at < p.end for p in s.content)), None)


def _claimant(statement: Statement | None) -> Person | None:
    if statement is None or not statement.speakers:
        return None
    return msgspec.structs.replace(statement.speakers[0], mention=None)


def _confidence(draft: _Draft) -> float:
    """How sure a figure is, by how its parts were found."""
    sure = 0.95 * draft.told.sure
    if not draft.about.known:
        sure *= 0.9
    if draft.about.inherited or draft.carried:
        sure *= 0.9
    if draft.clause.verb is None:
        sure *= 0.9
    return round(sure, 2)
