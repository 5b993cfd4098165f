"""Which numbers NewsQuant counts: not dates, clock times, names of products, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.newsquant.tokens import token_at
from bench.newsquant.units import has_unit
from onrecord.lookups.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["is_quantity"]

_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|[ap]\.m\.|o['’]clock|GMT|BST|E[SD]?T\b)|[:.]\d\d\s?[ap]\.?m\b", re.I)
_NUMBERED = frozenset(
    ["no", "no.", "number", "nos", "page", "chapter", "section", "article", "room", "route", "channel", "level"]
)
_NUMBERED |= frozenset(
    ["version", "round", "week", "season", "episode", "day", "stage", "part", "phase", "table", "figure", "form"]
)
_NUMBERED |= frozenset(
    ["type", "class", "grade", "tier", "rule", "step", "group", "highway", "interstate", "flight", "gate", "sp", "category"]
)
_AGE = re.compile(r", \d{2},")
_PLACES = frozenset(["top", "bottom"])
_COMPOUND = re.compile(r"-(?:year|month|week|day|hour|minute)(?![-\s]old)(?:\s|$)", re.I)
_NOT_ONE = re.compile(r"\b(?:no|any|every|each|the|this|that|which|some|another|only|day)\s$", re.I)


def is_quantity(doc: Doc, quantity: Quantity) -> bool:
    """Whether a number of a sentence is a quantity."""
    text, (start, end) = doc.text, quantity.number
    if quantity.form == "multiple" or text[start:end].lower() in ("halve", "halved", "halves", "halving"):
        return False
    if _CLOCK.match(text, end) or text[end : end + 1] == ":" or text[start - 1 : start] == ":":
        return False
    if quantity.form == "words" and text[start:end].lower() == "one":
        return _is_counting_one(doc, text, start, end)
    if _COMPOUND.match(text, end):
        return False
    if quantity.unit is not None or has_unit(text, end):
        return True
    if _AGE.match(text, start - 2) and text[start - 3 : start - 2].isalpha():
        return False
    return not _is_place(doc, quantity) and not _is_name(doc, quantity)


def _is_place(doc: Doc, quantity: Quantity) -> bool:
    """ "The bottom three"."""
    token = token_at(doc, quantity.number[0])
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return token.i > 0 and doc[token.i - 1].lower_ in _PLACES and _no_noun(after)


def _is_counting_one(doc: Doc, text: str, start: int, end: int) -> bool:
    """ "One solution", "one of the best": not "no one", "one another", nor "one" for people."""
    if _NOT_ONE.search(text, max(0, start - 10), start) and not text[:start].lower().endswith(("only ", "the ")):
        return False
    token = token_at(doc, start)
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is None or after.lower_ in ("another", "day", "s", "'s", "’s"):
        return False
    return token.pos_ in ("NUM", "DET", "ADJ") and (
        after.lower_ == "of" or after.pos_ in ("NOUN", "ADJ", "PROPN", "ADV") or after.lower_ == "that"
    )


def _is_name(doc: Doc, quantity: Quantity) -> bool:
    """Whether digits without a unit belong to a name: after a capitalised word, or before one that is no plural."""
    start, end = quantity.number
    token = token_at(doc, start)
    if quantity.form != "digits":
        return doc.text[start : start + 1].isupper() and token.i > 0 and not doc[token.i - 1].is_punct
    text = doc.text
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before is not None and before.lower_ in _NUMBERED:
        return True
    if before is not None and _is_capital(before) and not _is_first(before) and text[start - 1 : start] in (" ", "-"):
        return True
    if after is not None and after.text[:1].isupper() and after.tag_ == "NNP" and not after.text.isupper():
        return not _ends_in_plural(doc, after.i)
    if re.match(r"[A-Z]?\d", text[end : end + 2]) or text[max(0, start - 1) : start].isalpha():
        return True
    return (
        end - start == 4
        and quantity.value == int(quantity.value)
        and 1500 <= quantity.value <= 2030
        and "," not in text[start:end]
        and _no_noun(after)
    )


def _ends_in_plural(doc: Doc, start: int) -> bool:
    """Whether the names and nouns from a token on end in a plural: "13,000 Special Operations forces"."""
    end = start
    while end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN"):
        end += 1
    return doc[end - 1].tag_ in ("NNS", "NNPS")


def _no_noun(after: Token | None) -> bool:
    return after is None or after.pos_ not in ("NOUN", "ADJ")


def _is_capital(token: Token) -> bool:
    return bool(any(c.isupper() for c in token.text) and token.pos_ in ("PROPN", "NOUN", "X") and not token.like_num)


def _is_first(token: Token) -> bool:
    return bool(token.i == 0)
