"""Pledges: discrete, specific, publicly expressed undertakings of future action, by the one who makes them.

Not hopes, wishes, courtesy or general good will. In doubt there is no pledge: most of what begins with "we will" is talk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.identity import finding_ids
from onrecord.model import Pledge
from onrecord.reading import Reading
from onrecord.stages.pledges.finder import Draft, Finder
from onrecord.stages.pledges.lexicon import lexicon
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 3
_BY = f"pledges@{VERSION}"


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.pledges`` for every reading of the batch, in the order of the text."""
    words = lexicon(knowledge)
    for reading in readings:
        reading.pledges = _pledges(reading, _apart(Finder(reading, words).drafts()))


def _apart(drafts: Iterator[Draft]) -> list[Draft]:
    """The drafts in order; of two that overlap, the first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.span):
        if not kept or kept[-1].span[1] <= draft.span[0]:
            kept.append(draft)
    return kept


def _pledges(reading: Reading, drafts: Sequence[Draft]) -> tuple[Pledge, ...]:
    spans = [reading.span(*d.span) for d in drafts]
    ids = finding_ids(reading.document, "pledge", [[s] for s in spans])
    return tuple(
        Pledge(
            id=name,
            who=draft.who,
            statement=draft.statement.id if draft.statement else None,
            span=span,
            due=draft.time.value if draft.time else None,
            condition=reading.span(*draft.condition) if draft.condition else None,
            confidence=draft.confidence,
            by=_BY,
            due_inferred=draft.time.inferred if draft.time else None,
        )
        for draft, span, name in zip(drafts, spans, ids, strict=True)
    )
