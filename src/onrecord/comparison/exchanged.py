"""What kind of fact the exchanged words of two versions of a sentence turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.comparison.differences import Found
from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.words import words_of
from onrecord.model import Difference, Record, Span

__all__ = ["Sentence", "exchanged"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_DAYS = 31
_MUCH = 0.34
_IN = ("in a", "in b")
_Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the record that it stands in."""

    span: Span
    record: Record

    @property
    def words(self) -> list[_Word]:
        """Its words, with their places in the document."""
        return [(self.span.start + s, self.span.start + e, w) for s, e, w in words_of(self.span.text)]

    def said_by(self, words: Sequence[_Word]) -> bool:
        """Whether words name the speaker of a statement."""
        return any(s.source and _touch((s.source,), words) for s in self.record.statements)

    def cued_by(self, words: Sequence[_Word]) -> bool:
        """Whether words are the reporting words of a statement."""
        return any(s.cue and _touch((s.cue,), words) for s in self.record.statements)

    def met(self, words: Sequence[_Word]) -> bool:
        """Whether words report a meeting."""
        return any(_touch(m.evidence, words) for m in self.record.meetings)

    @property
    def has_figure(self) -> bool:
        return any(f.span.start < self.span.end and self.span.start < f.span.end for f in self.record.figures)


def _touch(spans: Sequence[Span], words: Sequence[_Word]) -> bool:
    return any(s.start < e and b < s.end for s in spans for b, e, _ in words)


def exchanged(a: Sentence, b: Sentence, lexicon: Lexicon, where: tuple[str, str] = _IN) -> list[Found]:
    """What two versions of a sentence differ in; nothing where the words are the same and only their typography is not.

    ``where`` are the words by which notes name the two.
    """
    first, second = a.words, b.words
    matcher = SequenceMatcher(None, [w for *_, w in first], [w for *_, w in second], autojunk=False)
    changes = [(first[i1:i2], second[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
    found = [_found(a, old, b, new, lexicon, where) for old, new in changes]
    special = [f for f in found if f.of != "wording"]
    if special and sum(len(o) + len(n) for o, n in changes) <= _MUCH * (len(first) + len(second)):
        return special
    return found


def _found(
    a: Sentence, old: Sequence[_Word], b: Sentence, new: Sequence[_Word], lexicon: Lexicon, where: tuple[str, str]
) -> Found:
    note = f"{_shown(a, old)} {where[0]}, {_shown(b, new)} {where[1]}"
    return Found(_kind(a, old, b, new, lexicon), note, hard=True)


def _shown(sentence: Sentence, words: Sequence[_Word]) -> str:
    if not words:
        return "nothing"
    start = sentence.span.start
    return f"“{' '.join(sentence.span.text[words[0][0] - start : words[-1][1] - start].split())}”"


def _kind(a: Sentence, old: Sequence[_Word], b: Sentence, new: Sequence[_Word], lexicon: Lexicon) -> Difference:
    both = [w for *_, w in (*old, *new)]
    if (a.said_by(old) and (b.said_by(new) or not new)) or (b.said_by(new) and not old):
        return "attribution"
    if _turned(old, new, lexicon):
        return "direction"
    if (
        any(_YEAR.fullmatch(w) or _is(lexicon, "times", w) for w in both)
        or _of_a_day(a, old, lexicon)
        or _of_a_day(b, new, lexicon)
    ):
        return "period" if a.has_figure or b.has_figure else "date"
    if any(_is(lexicon, "scales", w) or w[0].isdigit() for w in both):
        return "magnitude"
    if any(_is(lexicon, "units", w) for w in both):
        return "unit"
    return _of_speech(a, old, b, new, lexicon)


def _of_a_day(sentence: Sentence, changed: Sequence[_Word], lexicon: Lexicon) -> bool:
    """Whether what changed is a number that stands beside a month."""
    words = sentence.words
    for n, word in enumerate(words):
        if word in changed and word[2].isdecimal() and int(word[2]) <= _MOST_DAYS:
            beside = (*words[max(n - 1, 0) : n], *words[n + 1 : n + 2])
            if any(_is(lexicon, "months", w) for *_, w in beside):
                return True
    return False


def _of_speech(a: Sentence, old: Sequence[_Word], b: Sentence, new: Sequence[_Word], lexicon: Lexicon) -> Difference:
    levels = [lexicon.level(" ".join(w for *_, w in words), None) for words in (old, new)]
    if old and new and None not in levels and levels[0] != levels[1]:
        return "strength"
    if a.cued_by(old) and b.cued_by(new) and None not in levels and levels[0] != levels[1]:
        return "strength"
    if old and new and _named(a, old) and _named(b, new) and (a.met(old) or b.met(new)):
        places = [any(t[0] == "@" for t in lexicon.words.read(_shown(s, w))[0]) for s, w in ((a, old), (b, new))]
        return "place" if all(places) or not _people(a, old) else "participants"
    return "wording"


def _people(sentence: Sentence, words: Sequence[_Word]) -> bool:
    """Whether words name somebody who takes part in a meeting."""
    names = {part.casefold() for m in sentence.record.meetings for p in m.participants for part in (p.name or "").split()}
    return any(w in names for *_, w in words)


def _named(sentence: Sentence, words: Sequence[_Word]) -> bool:
    start = sentence.span.start
    return all(sentence.span.text[s - start].isupper() for s, _, _ in words)


def _turned(old: Sequence[_Word], new: Sequence[_Word], lexicon: Lexicon) -> bool:
    ways = [{name for name in ("up", "down") for *_, w in words if _is(lexicon, name, w)} for words in (old, new)]
    return bool(ways[0]) and bool(ways[1]) and ways[0] != ways[1]


def _is(lexicon: Lexicon, name: str, word: str) -> bool:
    return lexicon.turns[name].fullmatch(word) is not None
