"""What was added, dropped and reworded between two captures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from onrecord.comparison.copies import ALIKE, Pair, alike, paired, sentences_of
from onrecord.comparison.engine import side_of
from onrecord.comparison.exchanged import Sentence, exchanged
from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import sentences
from onrecord.comparison.words import plain, words_of
from onrecord.model import Change, Changes, Record, Span, Statement
from onrecord.tables import Knowledge
from onrecord.versions.captures import warnings

__all__ = ["changes"]

_AHEAD = 40
"""Among so many statements a reworded one is looked for."""


def changes(old: Record, new: Record, knowledge: Knowledge) -> Changes:
    """Two captures of one page, the older first, told apart."""
    lexicon = knowledge.derived(Lexicon)
    pairs = list(paired(sentences_of(old), sentences_of(new)))
    return Changes(
        old=side_of(old.document),
        new=side_of(new.document),
        warnings=tuple(warnings(old, new, pairs, knowledge)),
        statements=tuple(_statements(old, new, lexicon)),
        text=tuple(c for p in pairs if (c := _change(p, old, new, lexicon)) is not None),
        furniture=tuple(_furniture(old, new)),
        typography=sum(_other_marks(p) for p in pairs),
        same=sum(p.same and not _other_marks(p) for p in pairs),
    )


def _other_marks(pair: Pair) -> bool:
    """Whether two sentences have the same words and other typography."""
    if pair.a is None or pair.b is None or pair.a.text == pair.b.text:
        return False
    return pair.same or _words(pair.a) == _words(pair.b)


def _words(span: Span) -> list[str]:
    return [w for *_, w in words_of(plain(span.text))]


def _change(pair: Pair, old: Record, new: Record, lexicon: Lexicon) -> Change | None:
    if pair.a is None or pair.b is None:
        return Change(kind="dropped" if pair.a else "added", old=pair.a, new=pair.b, differs_in=(), note=None)
    if pair.same or _other_marks(pair):
        return None
    return _reworded(pair.a, pair.b, old, new, lexicon)


def _reworded(a: Span, b: Span, old: Record, new: Record, lexicon: Lexicon) -> Change:
    found = exchanged(Sentence(a, old), Sentence(b, new), lexicon, ("before", "now"))
    kinds, notes = dict.fromkeys(f.of for f in found), dict.fromkeys(f.note for f in found)
    return Change(kind="reworded", old=a, new=b, differs_in=tuple(kinds), note="; ".join(notes) or None)


def _statements(old: Record, new: Record, lexicon: Lexicon) -> Iterator[Change]:
    """Statements set against each other in their order; the likest of those that changed go together."""
    before, after = ([_key(s, r) for s in r.statements] for r in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _between(old.statements[i1:i2], new.statements[j1:j2], old, new, lexicon)


def _between(
    before: Sequence[Statement], after: Sequence[Statement], old: Record, new: Record, lexicon: Lexicon
) -> Iterator[Change]:
    at = 0
    for statement in before:
        near = range(at, min(len(after), at + _AHEAD))
        likeness = {j: alike(_key(statement, old), _key(after[j], new)) for j in near}
        best = max(likeness, key=lambda j: likeness[j], default=None)
        if best is None or likeness[best] < ALIKE:
            yield _alone("dropped", statement, old)
            continue
        yield from (_alone("added", s, new) for s in after[at:best])
        yield from _within(statement, after[best], old, new, lexicon)
        at = best + 1
    yield from (_alone("added", s, new) for s in after[at:])


def _within(before: Statement, after: Statement, old: Record, new: Record, lexicon: Lexicon) -> Iterator[Change]:
    """The sentences of a statement that changed."""
    names = _names(after)
    spans = [_sentences(_stretch(s, r), r) for s, r in ((before, old), (after, new))]
    for pair in paired(*spans):
        if (change := _change(pair, old, new, lexicon)) is not None:
            yield msgspec.structs.replace(change, speakers=names)


def _sentences(span: Span, record: Record) -> list[Span]:
    text = record.document.text
    return [Span(s, e, text[s:e]) for s, e in sentences(text, span.start, span.end)]


def _key(statement: Statement, record: Record) -> str:
    """The words of a statement with its source and cue, whatever their typography."""
    return " ".join(w for *_, w in words_of(plain(_stretch(statement, record).text)))


def _stretch(statement: Statement, record: Record) -> Span:
    spans = [*statement.content, *(s for s in (statement.source, statement.cue) if s)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Span(start, end, record.document.text[start:end])


def _names(statement: Statement) -> tuple[str, ...]:
    return tuple(p.name for p in statement.speakers if p.name)


def _alone(kind: str, statement: Statement, record: Record) -> Change:
    span = _stretch(statement, record)
    if kind == "dropped":
        return Change(kind="dropped", old=span, new=None, differs_in=(), note=None, speakers=_names(statement))
    return Change(kind="added", old=None, new=span, differs_in=(), note=None, speakers=_names(statement))


def _furniture(old: Record, new: Record) -> Iterator[Change]:
    """Pieces of the page that are no part of the report and stand in one capture only."""
    before, after = ({plain(s.text): s for s in r.document.furniture} for r in (old, new))
    for key, span in before.items():
        if key not in after:
            yield Change(kind="dropped", old=span, new=None, differs_in=(), note=None)
    for key, span in after.items():
        if key not in before:
            yield Change(kind="added", old=None, new=span, differs_in=(), note=None)
