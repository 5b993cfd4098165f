"""The words that report speech, built from ``languages/en/speech.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.tables import Knowledge

__all__ = ["Entry", "Inverse", "Lexicon", "Nominal", "build"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb, or a verb with what must go with it, that reports speech.

    ``takes`` says where what was said may stand (see the head of ``speech.toml``). ``objects``, ``particle``,
    ``complements`` and ``after`` are what must go with the verb; all empty for a bare verb.
    """

    act: str
    takes: tuple[str, ...]
    person: bool = False
    addressee: bool = False
    greets: bool = False
    joint: bool = False
    weak: bool = False
    prep: bool = False
    stative: bool = False
    together: bool = False
    objects: frozenset[str] = frozenset()
    particle: str | None = None
    complements: frozenset[str] = frozenset()
    after: tuple[tuple[str, ...], ...] = ()

    def prepositions(self) -> frozenset[str]:
        """The prepositions that what was said may follow."""
        return frozenset(self.takes) - {"clause", "quote", "object", "to", "whole"} | ({"to"} if self.prep else frozenset())


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun that reports talks: "discussion of X", "the key topic of the talks is X"."""

    act: str
    at: frozenset[str]
    modifiers: frozenset[str]
    of: frozenset[str]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Inverse:
    """A verb whose subject is the matter talked about: "X topped the agenda"."""

    act: str
    objects: frozenset[str]
    after: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words that report speech. ``verbs`` and ``phrases`` are keyed by the verb's lemma, ``nominals`` by the noun's."""

    verbs: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Entry, ...]]
    nominals: Mapping[str, tuple[Nominal, ...]]
    inverses: Mapping[str, tuple[Inverse, ...]]
    meeting_nouns: frozenset[str]
    agent_nouns: frozenset[str]
    according: re.Pattern[str]
    in_words: re.Pattern[str]
    narration: tuple[str, ...]
    no_matter: frozenset[str]
    documents: frozenset[str]
    circumstance: frozenset[str]
    phases: frozenset[str]
    contacts: frozenset[str]


def build(knowledge: Knowledge) -> Lexicon:
    """The lexicon of English. Use it through ``knowledge.derived(build)``."""
    table = knowledge.toml("languages/en/speech.toml")
    return Lexicon(
        verbs={lemma: _entry(row) for lemma, row in table["verbs"].items()},
        phrases=_by_lemma((row["verb"], _entry(row)) for row in table["phrases"]),
        nominals=_by_lemma((noun, _nominal(row)) for row in table["nouns"] for noun in _many(row["noun"])),
        inverses=_by_lemma((verb, _inverse(row)) for row in table["inverse"] for verb in _many(row["verb"])),
        meeting_nouns=frozenset(table["meeting_subjects"]["nouns"]),
        agent_nouns=frozenset(table["agents"]["nouns"]),
        according=re.compile(r"\b(?:" + "|".join(_spaced(p) for p in table["according"]["phrases"]) + r")\b", re.IGNORECASE),
        in_words=re.compile(rf"\b[Ii]n\s(his|her|their)\s(?:own\s)?(?:{'|'.join(table['according']['suffix'])})\b"),
        narration=tuple(table["narration"]["openers"]),
        documents=frozenset(table["documents"]["nouns"]),
        circumstance=frozenset(table["circumstance"]["openers"]),
        phases=frozenset(table["phases"]["verbs"]),
        contacts=frozenset(table["contacts"]["verbs"]),
        no_matter=frozenset(table["no_matter"]["nouns"]),
    )


def _spaced(phrase: str) -> str:
    return r"\s{1,4}".join(re.escape(word) for word in phrase.split())


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _pairs(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split()) for words in _many(value))


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        act=row["act"],
        takes=tuple(row["takes"]),
        person=row.get("person", False),
        addressee=row.get("addressee", False),
        greets=row.get("greets", False),
        joint=row.get("joint", False),
        weak=row.get("weak", False),
        prep=row.get("prep", False),
        stative=row.get("stative", False),
        together=row.get("together", False),
        objects=frozenset(_many(row.get("object"))),
        particle=row.get("particle"),
        complements=frozenset(_many(row.get("complement"))),
        after=_pairs(row.get("after")),
    )


def _nominal(row: Mapping[str, Any]) -> Nominal:
    return Nominal(
        act=row["act"],
        at=frozenset(_many(row["at"])),
        modifiers=frozenset(_many(row.get("modifier"))),
        of=frozenset(_many(row.get("of"))),
        verbs=frozenset(_many(row.get("verb"))),
    )


def _inverse(row: Mapping[str, Any]) -> Inverse:
    return Inverse(act=row["act"], objects=frozenset(_many(row.get("object"))), after=_pairs(row.get("after")))


def _by_lemma(items: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for lemma, item in items:
        found[lemma] = (*found.get(lemma, ()), item)
    return found
