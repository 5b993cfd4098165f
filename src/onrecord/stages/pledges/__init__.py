"""Pledges: discrete, specific, publicly expressed undertakings of future action, by the one who makes them.

Not hopes, wishes, courtesy or general good will. In doubt there is no pledge: most of what begins with "we will" is talk.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.identity import finding_ids
from onrecord.model import Person, Pledge, Statement
from onrecord.reading import Reading, Time
from onrecord.stages.pledges.lexicon import Lexicon, lexicon
from onrecord.stages.pledges.makers import Makers
from onrecord.stages.pledges.undertaking import Undertaking, by_infinitive, by_modal, is_specific, verbs_of
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["VERSION", "run"]

VERSION = 1
_BY = f"pledges@{VERSION}"
_READ = ("body", "turn")
_CLOSING = ' \t\n\u00a0,.;:!?”"“’»–—-'


@dataclass(frozen=True, slots=True)
class _Draft:
    """A pledge before it has its id."""

    span: tuple[int, int]
    who: tuple[Person, ...]
    statement: Statement | None
    time: Time | None
    condition: tuple[int, int] | None
    confidence: float


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.pledges`` for every reading of the batch, in the order of the text."""
    words = lexicon(knowledge)
    for reading in readings:
        reading.pledges = _pledges(reading, _apart(_Finder(reading, words).drafts()))


def _apart(drafts: Iterator[_Draft]) -> list[_Draft]:
    """The drafts in order; of two that overlap, the first."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: d.span):
        if not kept or kept[-1].span[1] <= draft.span[0]:
            kept.append(draft)
    return kept


def _pledges(reading: Reading, drafts: Sequence[_Draft]) -> tuple[Pledge, ...]:
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


class _Finder:
    """Finds the pledges of one reading."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self._reading, self._words = reading, words
        self._makers = Makers(reading, words)
        self._surface = reading.layout.surface

    def drafts(self) -> Iterator[_Draft]:
        for index, doc in self._reading.parse.docs.items():
            paragraph = self._reading.layout.paragraphs[index]
            if paragraph.kind in _READ:
                offset = self._reading.parse.offsets[index]
                for found in self._words.trigger.finditer(self._surface, paragraph.content_start, paragraph.end):
                    yield from self._modal(doc, offset, found.start())
        yield from self._reported()

    def _modal(self, doc: Doc, offset: int, at: int) -> Iterator[_Draft]:
        """A pledge by "will" and the like."""
        index = _token(doc, at - offset)
        undertaking = by_modal(doc, index, self._words)
        if undertaking is None or undertaking.subject is None:
            return
        statement = self._makers.statement_at(offset + undertaking.verb.idx)
        if undertaking.modal.lower_ in self._words.reported and (statement is None or statement.kind == "direct"):
            return
        start = undertaking.subject.left_edge.idx
        yield from self._draft(offset, undertaking, statement, start, bound=False)

    def _reported(self) -> Iterator[_Draft]:
        """Pledges by a reporting word: "promised to send"."""
        for statement in self._reading.statements:
            cue = statement.cue.text.lower().split() if statement.cue else []
            commits = any(_stem_of(w, self._words.commit) for w in cue)
            if not commits and not any(_stem_of(w, self._words.agree) for w in cue):
                continue
            for piece in statement.content:
                found = self._parse_at(piece.start)
                if found is not None:
                    doc, offset = found
                    first, last = _token(doc, piece.start - offset), _token(doc, piece.end - 1 - offset) + 1
                    undertaking = by_infinitive(doc, first, last)
                    if undertaking is not None:
                        yield from self._draft(offset, undertaking, statement, piece.start - offset, bound=commits)

    def _parse_at(self, at: int) -> tuple[Doc, int] | None:
        """The parse of the paragraph that holds character ``at``, and where it begins."""
        paragraphs = self._reading.layout.paragraphs
        index = bisect_right(paragraphs, at, key=lambda p: p.start) - 1
        doc = self._reading.parse.docs.get(index)
        return (doc, self._reading.parse.offsets[index]) if doc is not None and len(doc) else None

    def _draft(
        self, offset: int, undertaking: Undertaking, statement: Statement | None, start: int, bound: bool
    ) -> Iterator[_Draft]:
        span = self._span(offset, undertaking, statement, offset + start)
        if self._words.vague.search(self._surface, min(span[0], offset + undertaking.verb.left_edge.idx), span[1]):
            return
        condition = self._condition(offset, undertaking, span)
        time = self._due(span, condition)
        numbered = any(span[0] <= f.span.start < span[1] for f in self._reading.figures)
        text = self._surface[offset:]
        together = undertaking.subject is None and self._is_meeting(undertaking, span)
        if not (
            together or is_specific(undertaking, text, numbered, time is not None, bound or condition is not None, self._words)
        ):
            return
        who = self._makers.makers(undertaking, offset, statement)
        if who:
            confidence = 0.6 + 0.1 * bound + 0.1 * (time is not None) + 0.05 * numbered + 0.05 * (statement is not None)
            yield _Draft(span, who, statement, time, condition, round(confidence, 2))

    def _is_meeting(self, undertaking: Undertaking, span: tuple[int, int]) -> bool:
        """ "(Agreed) to speak again in the next few days"."""
        meets = undertaking.verb.lemma_.lower() in self._words.meeting
        return meets and self._words.soon.search(self._surface, *span) is not None

    def _span(self, offset: int, undertaking: Undertaking, statement: Statement | None, start: int) -> tuple[int, int]:
        """The clause of an undertaking, within the piece of speech that holds it, without its closing mark."""
        last = undertaking.verb.right_edge
        end = offset + last.idx + len(last)
        for piece in statement.content if statement else ():
            if piece.start <= offset + undertaking.verb.idx < piece.end:
                start, end = max(start, piece.start), min(end, piece.end)
        return start, self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> int:
        """The end of a stretch without its closing marks, but with the bracket that closes one opened in it."""
        while end > start and self._surface[end - 1] in _CLOSING:
            end -= 1
        open_brackets = self._surface.count("(", start, end) - self._surface.count(")", start, end)
        return end + 1 if open_brackets > 0 and self._surface[end : end + 1] == ")" else end

    def _condition(self, offset: int, undertaking: Undertaking, span: tuple[int, int]) -> tuple[int, int] | None:
        """The clause or phrase on which the undertaking depends."""
        for verb in verbs_of(undertaking.verb):
            for child in verb.children:
                if child.dep_ == "advcl" and any(t.dep_ == "mark" and t.lower_ in self._words.marks for t in child.lefts):
                    last = child.right_edge
                    begin = offset + child.left_edge.idx
                    place = begin, self._trimmed(begin, offset + last.idx + len(last))
                    return None if self._words.polite.fullmatch(self._surface, *place) else place
        phrase = self._words.phrases.search(self._surface, *span)
        return (phrase.start(), span[1]) if phrase else None

    def _due(self, span: tuple[int, int], condition: tuple[int, int] | None) -> Time | None:
        """The time to come in a clause, outside its condition."""
        times = self._reading.times
        published = self._reading.document.published or ""
        first = bisect_right(times, span[0] - 1, key=lambda t: t.start)
        for time in times[first:]:
            if time.end > span[1]:
                return None
            outside = condition is None or not condition[0] <= time.start < condition[1]
            if outside and _is_to_come(time, published):
                return time
        return None


def _is_to_come(time: Time, published: str) -> bool:
    """Whether a time lies after the day of publication, as far as that is known."""
    if time.value is None:
        return time.inferred is not None
    last = time.value.rpartition("/")[2]
    if last.startswith("-") or not published:
        return True
    return last[: len(published)] > published[: len(last)]


def _token(doc: Doc, at: int) -> int:
    """The index of the token at character ``at``."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx + len(doc[middle]) <= at:
            low = middle + 1
        else:
            high = middle
    return low


def _stem_of(word: str, lemmas: frozenset[str]) -> bool:
    """Whether a reporting word is a form of one of the lemmas."""
    return any(word == lemma or (word.startswith(lemma[:-1]) and len(word) <= len(lemma) + 4) for lemma in lemmas)
