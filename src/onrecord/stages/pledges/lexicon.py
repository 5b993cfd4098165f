"""The words by which pledges are told, from ``pledges.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.tables import Knowledge

__all__ = ["Lexicon", "lexicon"]

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they tell. Verbs and nouns are lemmas, all are in lower case."""

    modals: Words
    reported: Words
    ordering: Words
    going: str
    concrete: Words
    dated: Words
    stands_for: re.Pattern[str]
    commit: Words
    agree: Words
    governors: Words
    meeting: Words
    soon: re.Pattern[str]
    general: Words
    talk: Words
    wide: Words
    polite: re.Pattern[str]
    vague: re.Pattern[str]
    marks: Words
    phrases: re.Pattern[str]
    own: Words
    sides: Words
    joint: re.Pattern[str]
    groups: Words
    heads: Words
    trigger: re.Pattern[str]


def lexicon(knowledge: Knowledge) -> Lexicon:
    """The words of ``languages/en/pledges.toml``, built once."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Lexicon:
    table = knowledge.toml("languages/en/pledges.toml")
    modals, verbs, subjects, unfit = table["modals"], table["verbs"], table["subjects"], table["not"]
    triggers = [*modals["words"], *modals["reported"], modals["going"]]
    return Lexicon(
        modals=frozenset(modals["words"]),
        reported=frozenset(modals["reported"]),
        ordering=frozenset(modals["ordering"]),
        going=modals["going"],
        concrete=frozenset(verbs["concrete"]),
        dated=frozenset(verbs["dated"]),
        stands_for=_phrases(verbs["stands_for"]),
        commit=frozenset(table["cues"]["commit"]),
        agree=frozenset(table["cues"]["agree"]),
        governors=frozenset(unfit["governors"]),
        meeting=frozenset(verbs["meeting"]),
        soon=_phrases(verbs["soon"]),
        general=frozenset(verbs["general"]),
        wide=frozenset(unfit["wide"]),
        polite=_phrases(table["condition"]["polite"]),
        talk=frozenset(unfit["objects"]),
        vague=_phrases(unfit["vague"]),
        marks=frozenset(table["condition"]["marks"]),
        phrases=_phrases(table["condition"]["phrases"]),
        own=frozenset(subjects["own"]),
        sides=frozenset(subjects["sides"]),
        joint=_phrases(subjects["joint"]),
        groups=frozenset(subjects["groups"]),
        heads=frozenset(subjects["heads"]),
        trigger=re.compile(
            rf"(?<![\w])(?:{_either(triggers)})\b|(?<=\w)(?:{_either([t for t in triggers if not t[0].isalpha()])})\b", re.I
        ),
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in sorted(words, key=lambda w: (-len(w), w)))


def _phrases(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(words)})\b", re.I)
