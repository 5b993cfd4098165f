"""The words by which pledges are told, from ``pledges.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

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
    planning: Words
    concrete: Words
    dated: Words
    making: Words
    deliverables: Words
    stopping: Words
    never: Words
    helping: Words
    diffuse: Words
    ensuring: Words
    working: Words
    spending: Words
    promise: Words
    occasions: re.Pattern[str]
    bound: re.Pattern[str]
    stands_for: re.Pattern[str]
    commit: Words
    agree: Words
    accept: Words
    invitations: Words
    announce: Words
    packages: Words
    intents: Words
    performative: re.Pattern[str]
    goodwill: Words
    acts: re.Pattern[str]
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


_WORDS = {
    "modals": ("modals", "words"),
    "reported": ("modals", "reported"),
    "ordering": ("modals", "ordering"),
    "planning": ("modals", "planning"),
    "concrete": ("verbs", "concrete"),
    "dated": ("verbs", "dated"),
    "making": ("verbs", "making"),
    "deliverables": ("verbs", "deliverables"),
    "stopping": ("verbs", "stopping"),
    "never": ("verbs", "never"),
    "helping": ("verbs", "helping"),
    "diffuse": ("verbs", "diffuse"),
    "ensuring": ("verbs", "ensuring"),
    "working": ("verbs", "working"),
    "spending": ("verbs", "spending"),
    "promise": ("cues", "promise"),
    "meeting": ("verbs", "meeting"),
    "general": ("verbs", "general"),
    "commit": ("cues", "commit"),
    "agree": ("cues", "agree"),
    "accept": ("cues", "accept"),
    "invitations": ("cues", "invitations"),
    "announce": ("cues", "announce"),
    "packages": ("cues", "packages"),
    "intents": ("cues", "intents"),
    "governors": ("not", "governors"),
    "wide": ("not", "wide"),
    "goodwill": ("not", "goodwill"),
    "talk": ("not", "objects"),
    "marks": ("condition", "marks"),
    "own": ("subjects", "own"),
    "sides": ("subjects", "sides"),
    "groups": ("subjects", "groups"),
    "heads": ("subjects", "heads"),
}
_PHRASES = {
    "stands_for": ("verbs", "stands_for"),
    "soon": ("verbs", "soon"),
    "occasions": ("verbs", "occasions"),
    "performative": ("cues", "performative"),
    "polite": ("condition", "polite"),
    "phrases": ("condition", "phrases"),
    "vague": ("not", "vague"),
    "joint": ("subjects", "joint"),
}
"""Where in the table the words and the phrases of each field stand."""


def _build(knowledge: Knowledge) -> Lexicon:
    table = knowledge.toml("languages/en/pledges.toml")
    modals, cues = table["modals"], table["cues"]
    words = {field: frozenset(table[part][name]) for field, (part, name) in _WORDS.items()}
    phrases = {field: _phrases(table[part][name]) for field, (part, name) in _PHRASES.items()}
    triggers = [*modals["words"], *modals["reported"], modals["going"], *_inflected(modals["planning"])]
    marks = [t for t in triggers if not t[0].isalpha()]
    made: dict[str, Any] = {
        **words,
        **phrases,
        "going": modals["going"],
        "acts": re.compile(rf"\b(?:{_either(_inflected([*cues['accept'], *cues['announce']]))})\b", re.I),
        "bound": re.compile(rf"\b(?:{_either(_inflected([*cues['commit'], *cues['agree']]))})\b", re.I),
        "trigger": re.compile(rf"(?<![\w])(?:{_either(triggers)})\b|(?<=\w)(?:{_either(marks)})\b", re.I),
    }
    return Lexicon(**made)


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in sorted(words, key=lambda w: (-len(w), w)))


def _inflected(verbs: list[str]) -> list[str]:
    """The forms in which regular verbs stand in a text."""
    stems = [(v, v[:-1] if v.endswith("e") else v) for v in verbs]
    return [form for verb, stem in stems for form in (verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{stem}{stem[-1]}ed")]


def _phrases(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(words)})\b", re.I)
