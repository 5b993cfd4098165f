"""The patterns by which events are known: a line of a table, parsed once, and what it asks of a word and its surroundings.

A pattern is a line such as ``sign|ratify =@agreement``: head words, then what must stand with them. ``docs/events.md`` tells
the language; the lines are in ``knowledge/languages/en/events``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import KnowledgeError

__all__ = ["Need", "Pattern", "Words", "parse_pattern", "words_of"]

HeadKind = Literal["verb", "noun", "adjective"]
NeedKind = Literal["object", "prep", "to", "that", "ing", "state", "particle", "subject", "near", "flag"]
_MARKS = "=~^#+!%"
_FLAGS = frozenset({"passive", "active", "occurs", "light", "acts", "negated"})
_KINDS = frozenset({"<actor>", "<person>", "<place>", "<country>"})
_NOTHING = 0.2
_WEIGHT = {
    "object": 3.0,
    "prep": 2.0,
    "to": 2.0,
    "that": 1.5,
    "ing": 2.0,
    "state": 2.5,
    "particle": 2.0,
    "subject": 1.5,
    "near": 2.0,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A set of lemmas, phrases and kinds of things. ``any``: whatever stands there will do; ``none``: nothing may."""

    single: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    kinds: frozenset[str] = frozenset()
    any: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must, or with ``no`` must not, stand with the head. ``which`` are prepositions, particles or a flag."""

    kind: NeedKind
    words: Words = Words(any=True)
    which: frozenset[str] = frozenset()
    no: bool = False

    @property
    def weight(self) -> float:
        """How much a match of this need says that the pattern is the right one."""
        if self.no or self.kind == "flag":
            return 0.0
        if self.words.none:
            return _NOTHING
        loose = self.words.any
        return _WEIGHT[self.kind] * (0.4 if loose and self.kind in ("object", "subject") else 0.8 if loose else 1.0)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of the tables: the event that it tells of, its heads and its needs."""

    type: str
    mode: str | None
    kind: HeadKind
    heads: Words
    needs: tuple[Need, ...]
    line: str

    @property
    def weight(self) -> float:
        """How specific the pattern is: of two that fit, the weightier counts."""
        return sum(need.weight for need in self.needs) + (0.5 if self.heads.phrases else 0.0)


def parse_pattern(line: str, kind: str, mode: str | None, classes: Mapping[str, Iterable[str]]) -> Pattern:
    """The pattern in ``line``, of the event type ``kind``. Raises ``KnowledgeError`` where the line cannot be read."""
    parts = line.split()
    head: HeadKind = "verb"
    if parts and parts[0] in ("n", "a"):
        head = "noun" if parts[0] == "n" else "adjective"
        parts = parts[1:]
    items = _joined(parts)
    if not items or items[0][0] in _MARKS:
        raise KnowledgeError(f"events: the pattern {line!r} of {kind} has no head word: begin it with one")
    needs = tuple(_need(item, line, classes) for item in items[1:])
    return Pattern(kind, mode, head, words_of(items[0], classes, line), needs, line)


def words_of(item: str, classes: Mapping[str, Iterable[str]], line: str = "") -> Words:
    """The words that ``item`` ("a|b|@class|<actor>") stands for. Raises ``KnowledgeError`` for a class that is not there."""
    if item in ("*", "-"):
        return Words(any=item == "*", none=item == "-")
    single: set[str] = set()
    phrases: list[tuple[str, ...]] = []
    kinds: set[str] = set()
    for word in item.split("|"):
        if word in _KINDS:
            kinds.add(word)
            continue
        if word.startswith("@") and word[1:] not in classes:
            raise KnowledgeError(f"events: no class {word!r}, which {line!r} names: add it to classes.toml")
        for entry in classes[word[1:]] if word.startswith("@") else (word,):
            pieces = tuple(entry.replace("-", " - ").split())
            if len(pieces) == 1:
                single.add(pieces[0])
            else:
                phrases.append(pieces)
    return Words(frozenset(single), tuple(dict.fromkeys(phrases)), frozenset(kinds))


def _joined(parts: Iterable[str]) -> list[str]:
    """The items of a line: a word that opens no need of its own belongs to the item before it ("=phone call")."""
    items: list[str] = []
    for part in parts:
        opens = part[0] in _MARKS or (":" in part and part[0] != "<")
        if items and not opens:
            items[-1] += f" {part}"
        else:
            items.append(part)
    return items


def _need(item: str, line: str, classes: Mapping[str, Iterable[str]]) -> Need:
    no = item.startswith("!")
    mark, rest = (item[1:2], item[2:]) if no else (item[:1], item[1:])
    if mark == "=":
        return Need("object", words_of(rest, classes, line), no=no)
    if mark == "^":
        return Need("subject", words_of(rest, classes, line), no=no)
    if mark == "#":
        return Need("near", words_of(rest, classes, line), no=no)
    if mark == "~":
        return Need("particle", which=frozenset(rest.split("|")), no=no)
    if mark == "%" and rest in _FLAGS:
        return Need("flag", which=frozenset({rest}), no=no)
    if mark == "+":
        return _complement(rest, line, classes, no)
    preps, colon, words = item.lstrip("!").partition(":")
    if colon:
        return Need("prep", words_of(words, classes, line), frozenset(preps.split("|")), no)
    raise KnowledgeError(f"events: {item!r} in the pattern {line!r} is nothing that a pattern can ask for")


def _complement(rest: str, line: str, classes: Mapping[str, Iterable[str]], no: bool) -> Need:
    form, equals, words = rest.partition("=")
    wanted = words_of(words, classes, line) if equals else Words(any=True)
    if form == "to":
        return Need("to", wanted, no=no)
    if form == "that":
        return Need("that", wanted, no=no)
    if form == "ing":
        return Need("ing", wanted, no=no)
    return Need("state", words_of(form, classes, line), no=no)
