"""Units as NewsQuant normalises them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.newsquant.tokens import token_at
from onrecord.lookups.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Named", "close_units", "has_unit", "has_unit_name", "unit_after", "unit_of", "vague"]

_TABLE = Path(__file__).parents[1] / "data" / "newsquant-units.toml"
_PER = re.compile(r"(?:\s{1,2}per|\s{1,2}an?|/)\s{0,2}(?P<of>[A-Za-z]{1,20}(?: foot| metre| meter| mile| feet| m| ft| km)?)\b")
_PERIODS = frozenset(
    ["day", "week", "month", "year", "hour", "minute", "second", "share", "barrel", "ton", "tonne", "gallon", "litre"]
)
_PERIODS |= frozenset(["head", "ounce", "pound", "century", "metre", "mile"])
_SPELLED = {"sq m": "square metre", "sq ft": "square foot", "square feet": "square foot", "sq km": "square kilometre"}
_POUNDS = re.compile(r"\bpounds?\b(?! sterling)", re.I)
_THEN = re.compile(r"\s{1,2}(?:earlier|ago|later|before|after)\b", re.I)
_MBTU = re.compile(r"\s{1,2}per\s{1,2}mm?btu\b", re.I)
_MOST = 4
_PASSED = frozenset(["more", "other", "previous", "additional", "extra", "further"])


@dataclass(frozen=True, slots=True)
class Named:
    """A unit: its normalised name, the words written, and where these end."""

    name: str
    written: str
    end: int


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _after() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {word: name for name, words in _table()["after"].items() for word in words}
    either = "|".join(re.escape(w) for w in sorted(names, key=lambda w: (-len(w), w)))
    return re.compile(rf"[\s-]{{0,2}}(?P<unit>{either})(?![A-Za-z])"), names


@lru_cache(maxsize=1)
def close_units() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Numbers with a unit of letters written close to them, and the units' names."""
    _, names = _after()
    either = "|".join(re.escape(w) for w in sorted(names, key=lambda w: (-len(w), w)) if w.isalnum() and w[0].isalpha())
    number = r"\d{1,9}(?:\.\d{1,4})?"
    source = rf"(?<![\w.,/$£€])(?:(?P<low>{number})\s?[-–]\s?)?(?P<number>{number})(?P<unit>{either})(?![\w/-])"
    return re.compile(source), names


def has_unit(text: str, end: int) -> bool:
    """Whether a unit of the table follows a number that ends at ``end``."""
    return _after()[0].match(text, end) is not None


def has_unit_name(name: str) -> bool:
    """Whether a normalised name is that of a unit of the table."""
    return name.split(" per ", maxsplit=1)[0] in _table()["after"]


def unit_after(text: str, end: int) -> Named:
    """The unit of the table that follows a number that ends at ``end``; "-" where none does."""
    pattern, names = _after()
    match = pattern.match(text, end)
    return Named(names[match["unit"]], match["unit"], match.end()) if match else Named("-", "-", end)


def vague(text: str) -> Iterator[tuple[int, int, float, float]]:
    """Vague counts with their two ends: "dozens of people"."""
    table = _table()["vague"]
    either = "|".join(sorted(table, key=lambda w: (-len(w), w)))
    for match in re.finditer(rf"\b(?:{either})(?=\s)", text, re.I):
        low, high = table[match[0].lower()]
        yield match.start(), match.end(), float(low), float(high)


def unit_of(doc: Doc, start: int, end: int, quantity: Quantity | None) -> Named:
    """The unit of a number at characters ``[start, end)``."""
    text = doc.text
    if quantity is not None and quantity.unit is not None and quantity.unit.family == "money":
        if _POUNDS.search(text, start, max(end, quantity.end)) and "£" not in text[start:end]:
            return _per(text, Named("pound-mass", "pounds", quantity.end))
        name = _table()["money"].get(quantity.unit.name, quantity.unit.name.lower())
        return _per(text, Named(name, quantity.unit.name, max(end, quantity.end)))
    if quantity is not None and quantity.form == "part":
        counted = _counted(doc, end)
        return replace(counted, name=f"% {counted.name}") if counted.name != "-" else counted
    pattern, names = _after()
    if match := pattern.match(text, end):
        return _per(text, Named(names[match["unit"]], match["unit"], match.end()))
    return _per(text, _counted(doc, end))


def _per(text: str, unit: Named) -> Named:
    """A unit with what it is counted per: "$21 per square foot", "$3500 a month"."""
    if match := _MBTU.match(text, unit.end):
        return Named(f"{unit.name} per mega british thermal unit", text[unit.end : match.end()], match.end())
    match = _PER.match(text, unit.end)
    if (
        match is None
        or _THEN.match(text, match.end())
        or (not text[unit.end : match.end()].strip().startswith(("per", "/")) and match["of"] not in _PERIODS)
    ):
        return unit
    of = _SPELLED.get(match["of"].lower(), match["of"].lower())
    return Named(f"{unit.name} per {of}", f"{unit.written} per {match['of']}", match.end())


def _counted(doc: Doc, end: int) -> Named:
    """The noun that a number counts, with its adjectives: "different boss"."""
    token = token_at(doc, end)
    i = token.i if token.idx >= end else token.i + 1
    if doc.text[end : end + 1] == "-" and i + 1 < len(doc) and doc[i].text == "-" and doc[i + 1].pos_ in ("NOUN", "PROPN"):
        # "A seven-member court" counts members.
        own = doc[i + 1]
        return Named(own.lemma_.lower(), own.text, own.idx + len(own))
    while i < len(doc) and doc[i].lower_ in _PASSED:
        i += 1
    if i < len(doc) and doc[i].lower_ == "of":
        i += 1
        while i < len(doc) and doc[i].pos_ in ("DET", "PRON"):
            i += 1
    words: list[Token] = []
    while i < len(doc) and len(words) < _MOST and (_counts(doc[i]) or (doc[i].text == "-" and words)):
        words.append(doc[i])
        i += 1
    while words and words[-1].pos_ not in ("NOUN", "PROPN"):
        words.pop()
    if not words:
        return Named("-", "-", end)
    pieces = [t for t in words if not (t.tag_ in ("VBN", "VBD", "VBG") or t.pos_ == "VERB")]
    name = "".join(_piece(t, t is words[-1], len(words) == 1) + (t.whitespace_ or "") for t in pieces).strip()
    last = words[-1]
    return Named(name.lower(), doc.text[words[0].idx : last.idx + len(last)], last.idx + len(last))


def _counts(token: Token) -> bool:
    is_kind = token.tag_ == "VBG" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ == "NNS"
    return is_kind or token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "JJ", "JJS")


def _piece(token: Token, last: bool, alone: bool) -> str:
    if last:
        if token.lower_ == "people":
            return "people"
        if alone and token.tag_ == "NNPS":
            # "Two Democrats" are Democrats.
            return str(token.text)
        return str(token.text[:-1] if token.tag_ == "NNPS" and token.text.endswith("s") else token.lemma_)
    if token.tag_ == "JJS":
        return {"best": "good", "worst": "bad"}.get(token.lower_, "")
    return str(token.text)
