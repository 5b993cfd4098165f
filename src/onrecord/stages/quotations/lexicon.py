"""What the quotations stage knows: words that an apostrophe opens, and how narration resumes after speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.tables import Knowledge

__all__ = ["Lexicon", "build"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``resumes`` matches what follows speech whose closing mark is missing: ", the president said"."""

    elisions: frozenset[str]
    resumes: re.Pattern[str]


def build(knowledge: Knowledge) -> Lexicon:
    """The lexicon of ``knowledge``."""
    table = knowledge.toml("languages/en/layout.toml")["quotation"]
    verbs = knowledge.toml("languages/en/speech.toml")["verbs"]
    lemmas = [lemma for lemma, entry in verbs.items() if _is_saying(entry)]
    said = {form for lemma in lemmas for form in _forms(lemma)} | set(table["irregular"])
    return Lexicon(frozenset(table["elisions"]), _resumes(said, table["subjects"]))


def _is_saying(entry: Mapping[str, Any]) -> bool:
    return entry["act"] == "state" and {"clause", "quote"} <= set(entry["takes"]) and not entry.get("weak")


def _forms(lemma: str) -> tuple[str, str]:
    if lemma.endswith("e"):
        return lemma + "d", lemma + "s"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied", lemma[:-1] + "ies"
    return lemma + "ed", lemma + "s"


def _resumes(said: Iterable[str], subjects: Iterable[str]) -> re.Pattern[str]:
    name = r"[^\W\d_a-z][\w.'’-]{0,30}"
    word = r"[\w.'’-]{1,30}"
    who = rf"(?:(?:{'|'.join(sorted(subjects))})\b(?:[ ]{word}){{0,5}}?|{name}(?:[ ]{word}){{0,5}}?)"
    verb = "|".join(re.escape(v).replace(r"\ ", " ") for v in sorted(said, key=lambda v: (-len(v), v)))
    return re.compile(rf"[,.!?…][ ]{{1,2}}{who}[ ](?:{verb})\b")
