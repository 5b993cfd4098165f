"""Which cues are of speech or writing: by the words in them. The words: ``attribution/cues.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

__all__ = ["forms", "is_speech"]

_WORDS = Path(__file__).parent / "attribution" / "cues.toml"
_VOWELS = "aeiou"


def is_speech(cue: str) -> bool:
    """Whether a cue, as the text has it, reports speech or writing."""
    return _pattern().search(cue) is not None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    table = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    words = {form for verb in table["verbs"] for form in forms(verb)} | set(table["irregular"]) | set(table["phrases"])
    said = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


def forms(verb: str) -> Iterator[str]:
    """A regular English verb's forms: ``deny``, ``denies``, ``denied``, ``denying``."""
    yield verb
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    else:
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
        yield from (verb + "ed", verb + "ing")
        if re.search(r"(?:[^aeiou]|qu)[aeiou][bdgmnprt]$", verb):
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
