"""What a stretch of text is about, as the general contexts of the PLOVER code book.

The words that show a context are in ``languages/en/topics.toml``. The text is gone through once, word by word: a word is
looked up as it stands, without its plural ending, and by its beginning; the words that follow decide longer terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.tables import Knowledge

__all__ = ["contexts", "topics_of"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,6}")
_STEM = 3
_WORDS_PER_HIT = 120
"""In a long text a context must come up once for each so many words to count."""


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[re.Pattern[str], ...]
    context: str


@dataclass(slots=True)
class _Lexicon:
    order: tuple[str, ...]
    terms: dict[str, list[_Term]] = field(default_factory=dict)
    """Terms by the first letters of their first word."""
    known: dict[str, tuple[_Term, ...]] = field(default_factory=dict)
    """Words met before, with the terms that may begin with them."""


def contexts(knowledge: Knowledge) -> tuple[str, ...]:
    """The names of all contexts, in the code book's order."""
    return knowledge.derived(_lexicon).order


def topics_of(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The contexts that ``text`` shows, the most frequent first, ties in the code book's order; empty where none."""
    lexicon = knowledge.derived(_lexicon)
    words = _WORD.findall(text.replace("’", "'"))
    hits = Counter(_hits(words, lexicon))
    least = max(1, len(words) // _WORDS_PER_HIT)
    rank = {name: i for i, name in enumerate(lexicon.order)}
    return tuple(sorted((c for c in hits if hits[c] >= least), key=lambda c: (-hits[c], rank[c])))


def _hits(words: Sequence[str], lexicon: _Lexicon) -> Iterable[str]:
    for i, word in enumerate(words):
        found = {term.context for term in _beginning_with(word, lexicon) if len(term.words) == 1 or _follow(words, i, term.words)}
        yield from sorted(found)


def _follow(words: Sequence[str], at: int, patterns: Sequence[re.Pattern[str]]) -> bool:
    if at + len(patterns) > len(words):
        return False
    return all(patterns[k].fullmatch(words[at + k]) for k in range(1, len(patterns)))


def _beginning_with(word: str, lexicon: _Lexicon) -> tuple[_Term, ...]:
    found = lexicon.known.get(word)
    if found is None:
        listed = lexicon.terms.get(word[:_STEM].casefold(), ())
        found = tuple(term for term in listed if term.words[0].fullmatch(word))
        if len(lexicon.known) < 50_000:
            lexicon.known[word] = found
    return found


def _lexicon(knowledge: Knowledge) -> _Lexicon:
    table = knowledge.toml("languages/en/topics.toml")["contexts"]
    lexicon = _Lexicon(tuple(table))
    for context, terms in table.items():
        for term in terms:
            made = _Term(tuple(_pattern(w) for w in term.split()), context)
            lexicon.terms.setdefault(term[:_STEM].casefold(), []).append(made)
    return lexicon


def _pattern(word: str) -> re.Pattern[str]:
    """A word of the lexicon: a star stands for letters, an initial capital for itself, and a plain word has a plural."""
    cased = word.isupper() and word.isalpha()
    body = r"[\w'-]{0,20}".join(re.escape(part) for part in word.split("*"))
    plural = "" if word.endswith("*") or cased else "(?:s|es)?"
    return re.compile(body + plural + "(?:'s?)?", 0 if cased else re.IGNORECASE)
