"""Statements: every attribution with its speaker, or with the open question who it is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.identity import finding_ids
from onrecord.lookups.countries import countries
from onrecord.lookups.offices import offices
from onrecord.lookups.topics import topics_of
from onrecord.model import Span, Statement
from onrecord.models.attribution import NAME
from onrecord.reading import Attribution, Reading
from onrecord.stages.statements.answer import Answer
from onrecord.stages.statements.restated import restatements
from onrecord.stages.statements.speakers import Speakers
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 3
_BY = f"statements@{VERSION}"
_BY_MODEL = f"{NAME}, {_BY}"
# How sure the attribution itself is, before who speaks: read from marks, from a cue with its complement, or by a looser rule.
# The shares found right when read against reports that the rules were not written on; bench/calibration.py measures them, and
# bench/additions.py what the attribution model adds.
_SURE = {"transcript turn": 0.99, "quotation with its attribution": 0.98, "cue with its complement": 0.96, NAME: 0.92}
_LOOSE = 0.88


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.statements`` for every reading of the batch."""
    for reading in readings:
        reading.statements = _statements(reading, knowledge)


def _statements(reading: Reading, knowledge: Knowledge) -> tuple[Statement, ...]:
    attributions = reading.attributions
    answers = Speakers(reading, countries(knowledge), offices(knowledge)).answers()
    contents = [tuple(reading.span(*piece) for piece in a.content) for a in attributions]
    ids = finding_ids(reading.document, "statement", contents)
    earlier = restatements(attributions, answers, reading.text)
    return tuple(
        _statement(reading, knowledge, a, answer, content, own, ids[of] if of is not None else None)
        for a, answer, content, own, of in zip(attributions, answers, contents, ids, earlier, strict=True)
    )


def _statement(
    reading: Reading,
    knowledge: Knowledge,
    attribution: Attribution,
    answer: Answer,
    content: tuple[Span, ...],
    own: str,
    restates: str | None,
) -> Statement:
    return Statement(
        id=own,
        speakers=answer.persons(reading),
        kind=attribution.kind,
        act=attribution.act or "state",  # type: ignore[arg-type]
        source=reading.span(*attribution.source) if attribution.source else None,
        cue=reading.span(*attribution.cue) if attribution.cue else None,
        content=content,
        topics=topics_of(" ".join(s.text for s in content), knowledge),
        restates=restates,
        verbatim=_verbatim(reading, attribution),
        confidence=round(_SURE.get(attribution.why, _LOOSE) * answer.confidence, 2),
        by=_BY if attribution.why != NAME else _BY_MODEL,
    )


def _verbatim(reading: Reading, attribution: Attribution) -> bool:
    """Whether the words are the speaker's own: quoted in full, by no interpreter, on a page that is no translation."""
    if attribution.kind != "direct" or reading.layout.translated is not None:
        return False
    return attribution.turn is None or not reading.layout.turns[attribution.turn].retranslated
