"""The words that tell of meetings, from ``languages/en/meetings.toml``, in the forms in which the rules ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.phrases import pattern_of
from onrecord.model import Format, VisitType
from onrecord.tables import Knowledge

__all__ = ["Lexicon", "Verb", "lexicon"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that reports a meeting, and what must stand with it for it to do so."""

    format: Format
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table, compiled."""

    nouns: Mapping[str, Format]
    weak: Mapping[str, Format]
    verbs: Mapping[str, Verb]
    support: frozenset[str]
    joining: frozenset[str]
    inside: frozenset[str]
    arrival: frozenset[str]
    video: re.Pattern[str]
    call: re.Pattern[str]
    in_person: re.Pattern[str]
    past: frozenset[str]
    planned: frozenset[str]
    before_past: re.Pattern[str]
    before_planned: re.Pattern[str]
    planning: frozenset[str]
    future: frozenset[str]
    unreal: frozenset[str]
    negated: frozenset[str]
    determiners: frozenset[str]
    framing: re.Pattern[str]
    welcome: re.Pattern[str]
    visit_type: tuple[tuple[VisitType, re.Pattern[str]], ...]
    initiated_by: re.Pattern[str]
    initiative_of: re.Pattern[str]
    generic: frozenset[str]
    summits: re.Pattern[str]
    offices: frozenset[str]
    placing: frozenset[str]
    together: frozenset[str]
    hosting: frozenset[str]
    calling: frozenset[str]
    i: frozenset[str]
    we: frozenset[str]
    you: frozenset[str]
    third: frozenset[str]


def lexicon(knowledge: Knowledge) -> Lexicon:
    """The lexicon of ``knowledge``; for :meth:`Knowledge.derived`."""
    table = knowledge.toml("languages/en/meetings.toml")
    status, form = table["status"], table["form"]
    nouns, weak = _nouns(table["nouns"])
    return Lexicon(
        nouns=nouns,
        weak=weak,
        verbs={lemma: Verb(v["format"], frozenset(v["needs"])) for lemma, v in table["verbs"].items()},
        support=frozenset(table["support"]["verbs"]),
        joining=frozenset(table["support"]["joining"]),
        inside=frozenset(table["support"]["inside"]),
        arrival=frozenset(table["arrival"]["verbs"]),
        video=_any(form["video"]),
        call=_any(form["call"]),
        in_person=_any(form["in_person"]),
        past=frozenset(status["past"]),
        planned=frozenset(status["planned"]),
        before_past=_before(status["before_past"]),
        before_planned=_before(status["before_planned"]),
        planning=frozenset(status["planning"]),
        future=frozenset(status["future"]),
        unreal=frozenset(status["unreal"]),
        negated=frozenset(status["negated"]),
        determiners=frozenset(table["main"]["determiners"]),
        framing=_before(table["main"]["framing"]),
        welcome=_any(table["welcome"]["cues"]),
        visit_type=tuple((kind, _any(words)) for kind, words in table["visit_type"].items()),
        initiated_by=_any(table["initiator"]["phrases"]),
        initiative_of=_any(table["initiator"]["after"], left=""),
        generic=frozenset(table["generic"]["adjectives"]),
        summits=_any(table["bodies"]["summits"]),
        offices=frozenset(table["bodies"]["offices"]),
        **{
            name: frozenset(table["words"][name])
            for name in ("placing", "together", "hosting", "calling", "i", "we", "you", "third")
        },
    )


def _nouns(table: Mapping[str, Any]) -> tuple[dict[str, Format], dict[str, Format]]:
    strong: dict[str, Format] = {}
    weak: dict[str, Format] = {}
    for key, words in table.items():
        kind: Format = key.removeprefix("weak_")  # type: ignore[assignment]
        for word in words:
            (weak if key.startswith("weak_") else strong)[word] = kind
    return strong, weak


def _alternation(words: Iterable[str]) -> str:
    return "|".join(pattern_of(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _any(words: Iterable[str], left: str = r"(?<!\w)") -> re.Pattern[str]:
    return re.compile(rf"{left}(?:{_alternation(words)})(?!\w)", re.IGNORECASE)


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """The words at the end of a text, with at most three words after them."""
    return re.compile(
        rf"(?<!\w)(?:{_alternation(words)})(?:[\s\xa0]{{1,6}}[\w’'-]{{1,30}}){{0,3}}[\s\xa0]{{0,6}}$", re.IGNORECASE
    )
