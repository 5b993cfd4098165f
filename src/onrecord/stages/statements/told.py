"""Of whom the sentence before a pronoun tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.reading import Mention, Reading
from onrecord.stages.statements.answer import Answer

__all__ = ["Told", "belonging", "possessive"]

_OPENING = 4
"""So many characters may stand before a title that opens its sentence."""
_NEAR = 40
_BELONGING = re.compile(r"(?<!\w)[a-z]{3,20}\s{1,3}(?:of|for|to)\s{1,3}$")
_BACK = 12
"""So many sentences before a pronoun are looked at, however long its paragraph."""
_COORDINATED = re.compile(r"(?:\s?,\s{1,3}|\s{1,3})(?:and|as well as|,)\s{1,3}")


def possessive(text: str, mention: Mention) -> bool:
    """Whether a mention names somebody as the one whose thing is told of ("Ada Lund's visit")."""
    return text[mention.end : mention.end + 2] in ("’s", "'s")


def belonging(text: str, start: int, mention: Mention) -> bool:
    """Whether a mention of somebody names only to whom another belongs: "the wife of Oren Brask", in words from ``start`` on."""
    if mention.kind not in ("name", "title"):
        return False
    return _BELONGING.search(text, max(start, mention.start - _NEAR), mention.start) is not None


class Told:
    """What the sentences of one reading tell of, for its pronouns."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cast = reading.cast
        self._mentions = sorted(reading.mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in ``[start, end)``."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def tells(self, start: int, end: int) -> bool:
        """Whether somebody is named or told of between two places."""
        return any(self._names_one(m) for m in self.between(start, end))

    def untold(self, mention: Mention, paragraph: int) -> bool:
        """Whether the sentence before a pronoun's begins with a title whose holder is not known ("The customs chief said")."""
        here = [s for s in self._reading.parse.within(paragraph) if s.end <= mention.start]
        if not here:
            return False
        told = [m for m in self.between(here[-1].start, here[-1].end) if m.kind in ("name", "title", "pronoun")]
        first = told[0] if told else None
        if first is None or first.kind != "title" or first.actors or first.candidates or self._quoted(first):
            return False
        return first.start - here[-1].start <= _OPENING and not possessive(self._reading.text, first)

    def may_be(self, index: int, word: str | None, sure: bool = False) -> bool:
        """Whether "he" or "she" can stand for somebody: unless the text shows the other pronoun for them.

        ``sure``: only where it shows this pronoun for them.
        """
        actor = self._cast[index]
        if sure and actor.pronoun is None:
            return False
        return actor.kind == "person" and (word is None or actor.pronoun in (None, word))

    def before(self, mention: Mention, paragraph: int, word: str | None, answers: Sequence[Answer]) -> tuple[int, ...]:
        """Whom the sentence before the pronoun's tells of: the first that it names, or several that it names at once.

        In the same paragraph and outside quotations; empty where it tells of nobody. A sentence that itself begins with the
        pronoun ("He met Ada Lund. He said ...") goes on with the one that it stands for there.
        """
        here = [s for s in self._reading.parse.within(paragraph) if s.start <= mention.start]
        for sentence in reversed(here[-_BACK:]):
            limit = min(sentence.end, mention.start)
            told = [m for m in self.between(sentence.start, limit) if self._names_one(m)]
            fitting = [m for m in told if self.may_be(m.actors[0], word)]
            if fitting and (pronoun := self._leading(sentence.start, fitting[0].start, word)) is not None:
                if carried := self._speaking_as(pronoun, answers):
                    return carried
                continue
            if fitting and (spoke := self._spoke(sentence.start, limit, fitting[0], answers)) is not None:
                return (spoke,) if self.may_be(spoke, word) else ()
            if fitting:
                together = [m for m in fitting[1:] if self._beside(fitting[0], m)]
                return tuple(dict.fromkeys(m.actors[0] for m in (fitting[0], *together)))
        return ()

    def _leading(self, start: int, end: int, word: str | None) -> Mention | None:
        """The pronoun "he" or "she" that a sentence has before it names anybody."""
        return next(
            (
                m
                for m in self.between(start, end)
                if m.kind == "pronoun" and self._reading.text[m.start : m.end].lower() == word and not self._quoted(m)
            ),
            None,
        )

    def _speaking_as(self, pronoun: Mention, answers: Sequence[Answer]) -> tuple[int, ...]:
        """Who speaks where this pronoun is the source, if that is known to be one person."""
        at = (pronoun.start, pronoun.end)
        for attribution, answer in zip(self._reading.attributions, answers, strict=False):
            if attribution.source == at and len(answer.actors) == 1:
                return answer.actors
        return ()

    def _spoke(self, start: int, end: int, first: Mention, answers: Sequence[Answer]) -> int | None:
        """Who alone speaks in a sentence with its first name in a clause before: "Asked about Ada Lund, Oren Brask said"."""
        if first.start - start <= _OPENING:
            return None
        for attribution, answer in zip(self._reading.attributions, answers, strict=False):
            source = attribution.source
            if source is not None and first.end < source[0] < end and len(answer.actors) == 1:
                comma = self._reading.text[first.end : source[0]].rstrip().endswith(",")
                return answer.actors[0] if comma else None
        return None

    def _beside(self, first: Mention, other: Mention) -> bool:
        """Whether the sentence tells of two at once ("X and Y met"), so that a pronoun can mean either."""
        between = self._reading.text[first.end : other.start]
        return first.actors != other.actors and _COORDINATED.fullmatch(between) is not None

    def _names_one(self, mention: Mention) -> bool:
        """Whether a mention outside quotations names one person, not as somebody's whose thing is told of."""
        if mention.kind not in ("name", "title") or len(mention.actors) != 1:
            return False
        return not possessive(self._reading.text, mention) and not self._quoted(mention)

    def _quoted(self, mention: Mention) -> bool:
        return any(q.start <= mention.start < q.end for q in self._reading.quotations)
