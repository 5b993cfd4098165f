"""Which language a text is in, told by its script or by its commonest words; null where neither tells.

A share of function words far above chance, and well above that of the next language, decides (Grefenstette, "Comparing two
language identification schemes", 1995). A word that several languages share counts for each the less.
"""

from __future__ import annotations

import re
from collections import Counter

from onrecord.tables import Knowledge

__all__ = ["detect", "primary"]

_SAMPLE = 6_000
_FEWEST_WORDS = 20
_FEWEST_SIGNS = 12
_SHARE_OF_WORDS = 0.12
_SHARE_OF_SCRIPT = 0.5
_SHARE_OF_KANA = 0.1
_LEAD = 1.25
_FOREIGN_LETTERS = 0.005
# Not by \w, which leaves out the vowel signs of Indian scripts.
_WORD = re.compile(r"""[^\s.,;:!?()\[\]<>«»“”„"'’‘…–—/|।*•-]+""")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")


class _Languages:
    def __init__(self, knowledge: Knowledge) -> None:
        table = knowledge.toml("function_words.toml")
        self.scripts = [(code, re.compile(f"[{signs}]")) for code, signs in table.get("scripts", {}).items()]
        self.words: dict[str, tuple[str, ...]] = {}
        for code, words in table.get("words", {}).items():
            for word in dict.fromkeys(words.split()):
                self.words[word] = (*self.words.get(word, ()), code)
        self.foreign = {code: re.compile(f"[{signs}]") for code, signs in table.get("foreign_letters", {}).items()}


def detect(text: str, knowledge: Knowledge) -> str | None:
    """The language of a text as its ISO 639-1 code, null where the text is too short or mixed to tell."""
    languages = knowledge.derived(_Languages)
    sample = text[:_SAMPLE]
    return _by_script(sample, languages) or _by_words(sample, languages)


def primary(code: str | None) -> str | None:
    """The language of a tag such as ``en-GB``: ``en``; null for what is no tag."""
    found = _CODE.fullmatch((code or "").strip())
    return found[1].lower() if found and found[1].lower() not in ("und", "mul", "zxx") else None


def _by_script(sample: str, languages: _Languages) -> str | None:
    code: str
    letters = len(_LETTER.findall(sample))
    for code, signs in languages.scripts:
        count = len(signs.findall(sample))
        share = _SHARE_OF_KANA if code == "ja" else _SHARE_OF_SCRIPT
        if count >= _FEWEST_SIGNS and count >= share * letters:
            return code
    return None


def _by_words(sample: str, languages: _Languages) -> str | None:
    words = _WORD.findall(sample.casefold())
    latin = 2 * len(_LATIN.findall(sample)) > len(_LETTER.findall(sample))
    if len(words) < (_FEWEST_WORDS if latin else 1):
        return None
    votes: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word in words:
        codes = languages.words.get(word, ())
        hits.update(codes)
        for code in codes:
            votes[code] += 60 // len(codes)
    ranked = sorted((c for c in votes if _may_be(c, sample, languages)), key=lambda code: (-votes[code], code))
    if not ranked or (latin and hits[ranked[0]] < _SHARE_OF_WORDS * len(words)):
        return None
    lead = _LEAD if latin else 1.0
    return ranked[0] if len(ranked) < 2 or votes[ranked[0]] > lead * votes[ranked[1]] else None


def _may_be(code: str, sample: str, languages: _Languages) -> bool:
    foreign = languages.foreign.get(code)
    return foreign is None or len(foreign.findall(sample)) <= _FOREIGN_LETTERS * len(sample)
