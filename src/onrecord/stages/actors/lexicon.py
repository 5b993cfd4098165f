"""The words by which a report refers to people, built from ``languages/en/actors.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.tables import Knowledge

__all__ = ["Lexicon", "build"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Honorifics, particles of names, words that are no names, what stands before plurals, and pronouns."""

    honorifics: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    months: frozenset[str]
    plain: frozenset[str]
    """Small words that break a name where a whole line stands in capitals."""
    opener: re.Pattern[str]
    outside: re.Pattern[str]
    """A word before a plural title that makes it one of others: "world leaders"; an acronym does ("CSTO leaders")."""
    sides: frozenset[str]
    joint_document: re.Pattern[str]
    whose: re.Pattern[str]
    """Before an office in speech: group 1 where it is of the speaker's side, group 2 where it is of the other's."""
    private: frozenset[str]
    """Roles that companies and societies have too."""
    gendered: Mapping[str, str]
    """"he" or "she" by the honorific or title that shows it."""
    pronouns: Mapping[str, bool]
    """Pronouns in small letters; true for one person, false for many."""


def build(knowledge: Knowledge) -> Lexicon:
    """The lexicon of English. Use it through ``knowledge.derived(build)``."""
    table = knowledge.toml("languages/en/actors.toml")
    openers = "|".join(re.escape(o) for o in sorted(table["openers"], key=len, reverse=True))
    return Lexicon(
        honorifics=frozenset(table["honorifics"]),
        suffixes=frozenset(table["suffixes"]),
        particles=frozenset(table["particles"]),
        not_names=frozenset(table["not_names"]) | frozenset(table["months"]),
        months=frozenset(table["months"]),
        plain=frozenset(table["plain_words"]) | frozenset(w.lower() for w in table["not_names"]),
        opener=re.compile(rf"(?<!\w)(?:{openers})\s{{1,3}}$"),
        outside=re.compile(rf"(?<!\w)((?:(?i:{'|'.join(table['outside'])}))|[A-Z][A-Z0-9]{{1,9}})\s{{1,3}}$"),
        sides=frozenset(table["sides"]),
        whose=re.compile(
            rf"(?<!\w)(?:({'|'.join(table['own']['speaker'])})|({'|'.join(table['own']['other'])}))\s{{1,3}}$", re.IGNORECASE
        ),
        private=frozenset(table["private_roles"]),
        joint_document=re.compile(
            r"\b(?:" + "|".join(re.escape(w).replace("'", "['’]") for w in table["joint_documents"]) + r")\b", re.IGNORECASE
        ),
        gendered={word: pronoun for pronoun in ("he", "she") for word in table["gender"][pronoun]},
        pronouns=dict.fromkeys(table["pronouns"]["one"], True) | dict.fromkeys(table["pronouns"]["many"], False),
    )
