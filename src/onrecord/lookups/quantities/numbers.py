"""Numbers in running text, in digits and in words, with their value in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Number", "Numbers", "tidy"]

Form = Literal["digits", "words", "part", "multiple"]
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,9})?"
    r"|\d{1,3}(?:[\u00a0\u202f ]\d{3}){1,6}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?!\d)"
    r"|\d{1,15}(?:[.,]\d{1,9})?)"
)
_BEFORE = r"(?<![\w.,/:])(?<![^\W\d_][-‐‑–])"
_AFTER = r"(?![\d])(?!-?(?:st|nd|rd|th)\b)(?![:/]\d)"
_GAP = r"[\s-]{1,3}"
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]{0,40}")
_REACH_BACK = 8
_REACH = 120


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)``. ``scaled``: it was written with a scale ("million"). ``sign``: -1 or 1 where one is written.

    ``form``: "part" of a whole ("a third"), whose value is in percent; "multiple" ("twofold").
    """

    start: int
    end: int
    value: float
    form: Form
    scaled: bool = False
    sign: int = 0


class Numbers:
    """The numbers of a language, by its table ``numbers`` and ``multiples`` in ``quantities.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words, multiples = table["numbers"], table["multiples"]
        self._values: dict[str, float] = {}
        for name in ("units", "tens", "hundreds", "scales"):
            self._values |= {k: float(v) for k, v in words[name].items()}
        self._scales = {k: float(v) for k, v in (words["scales"] | words["hundreds"]).items()}
        self._close = {k: float(v) for k, v in words["close"].items()}
        self._parts: dict[str, int] = dict(words["parts"])
        self._multiples = {k: float(v) for k, v in (multiples["adverbs"] | multiples["forms"]).items() if v > 1}
        self._halved = frozenset(multiples["halved"])
        self._ones, self._and, self._half = frozenset(words["one"]), words["and"], words["half"]
        singular = [*self._values, *self._multiples, *self._parts, *self._halved, self._half]
        self._first = frozenset(w.split("-")[0] for w in [*singular, *(w + "s" for w in self._parts)])
        self._pattern = re.compile(self._source(words, _before(table["currencies"])), re.IGNORECASE)

    def _source(self, words: Mapping[str, Any], before: str) -> str:
        """One pattern for all forms; the groups tell them apart. ``before`` is what must hold before digits."""
        counting = _either([*words["units"], *words["tens"], *words["hundreds"], *words["scales"]])
        scale = _either([*words["scales"], *words["hundreds"]])
        ones, close = _either(words["one"]), _either(words["close"])
        part = _either(self._parts)
        half = f"{_GAP}{self._and}{_GAP}(?:a{_GAP})?{self._half}"
        return (
            rf"(?P<multiple>\b(?:{_either(self._multiples)})\b|{_BEFORE}\d{{1,4}}(?:\.\d{{1,3}})?[\s-]?fold\b)"
            rf"|(?P<halved>\b(?:{_either(self._halved)})\b)"
            rf"|(?P<halfof>\b{self._half}{_GAP}(?:(?:a|the){_GAP})?(?:{scale})\b)"
            rf"|(?P<part>\b(?:(?:(?:{_either(words['units'])}|{_either(words['one'])}){_GAP})?(?:{part})s?\b)(?!-))"
            rf"|(?P<sign>(?<![\w)])[-−+])?{before}(?P<digits>{_DIGITS})"
            rf"(?:(?P<close>(?:{close})\b)|(?P<scale>(?:[\s-]{{0,2}}\[?(?:{scale})s?\b){{1,2}})|{_AFTER})"
            rf"|(?P<words>\b(?:(?:{ones}){_GAP}(?=(?:{scale})\b))?(?:{counting})\b(?:(?:{_GAP}{self._and}{_GAP}|{_GAP})(?:{counting})\b){{0,9}}"
            rf"(?:{half}(?:{_GAP}(?:{scale})\b)?)?)"
        )

    def find(self, text: str, start: int, end: int) -> Iterator[Number]:
        """Every number in ``text[start:end]``, left to right.

        Words are looked up one by one; only around those that may be part of a number is the whole pattern tried.
        """
        last, known = start, self._first
        for word in _WORD.finditer(text, start, end):
            at = word.start()
            if at < last or not (word[0] in known or word[0][0].isdigit() or word[0].lower() in known):
                continue
            match = self._pattern.search(text, max(last, at - _REACH_BACK), min(end, at + _REACH))
            if match is None or match.end() <= at:
                continue
            last = match.end()
            yield self._number(match)

    def _number(self, match: re.Match[str]) -> Number:
        if match["digits"]:
            return self._in_digits(match)
        if match["halved"]:
            return Number(match.start(), match.end(), 50, "part")
        if match["multiple"]:
            return Number(match.start(), match.end(), self._fold(match[0].lower()), "multiple")
        if match["halfof"]:
            scale = re.split(_GAP, match[0].lower())[-1]
            return Number(match.start(), match.end(), tidy(0.5 * self._scales[scale]), "words", scaled=True)
        if match["part"]:
            return self._part(match)
        words = match[0].lower()
        return Number(match.start(), match.end(), self._spelled(words), "words", scaled=self._is_scaled(words))

    def _in_digits(self, match: re.Match[str]) -> Number:
        value = _value(match["digits"])
        scaled = match["scale"] or ""
        for word in re.findall(r"[^\W\d_]+", scaled.lower()):
            value *= float(self._scales.get(word, self._scales.get(word.rstrip("s"), 1.0)))
        if match["close"]:
            value *= self._close[match["close"].lower()]
        sign = {"": 0, "+": 1}.get(match["sign"] or "", -1)
        start = match.start("digits")
        return Number(start, match.end(), tidy(value), "digits", bool(scaled or match["close"]), sign)

    def _fold(self, word: str) -> float:
        digits = re.match(r"\d{1,4}(?:\.\d{1,3})?", word)
        return tidy(float(digits[0])) if digits else self._multiples[word]

    def _part(self, match: re.Match[str]) -> Number:
        *count, part = re.split(_GAP, match[0].lower())
        whole = self._parts.get(part) or self._parts[part[:-1]]
        times = 1.0 if not count or count[0] in self._ones else self._values.get(count[0], 1.0)
        return Number(match.start(), match.end(), tidy(round(100 * times / whole, 1)), "part")

    def _is_scaled(self, words: str) -> bool:
        last = re.split(_GAP, words)[-1]
        return last in self._scales

    def _spelled(self, words: str) -> float:
        """The value of a number in words: "one hundred and fifty thousand", "two and a half million"."""
        total = current = 0.0
        pieces = [w for w in re.split(_GAP, words) if w != self._and]
        for index, word in enumerate(pieces):
            value = self._values.get(word)
            if word == self._half:
                current += 0.5
            elif value is None:
                current += 1.0 if word in self._ones and pieces[index + 1 : index + 2] != [self._half] else 0.0
            elif value >= 1000:
                total, current = total + (current or 1.0) * value, 0.0
            elif word in self._scales:
                current = (current or 1.0) * value
            else:
                current += value
        return tidy(total + current)


def _before(currencies: Iterable[Mapping[str, Any]]) -> str:
    """What must hold before digits: no letter or digit, unless it ends the mark of a currency ("USD10 million", "$US55")."""
    marks = sorted({m for entry in currencies for m in entry["marks"] if len(m) > 2 and m[-1].isalpha()})
    return "(?:" + "|".join([_BEFORE, *(rf"(?<=(?<!\w){re.escape(m)})" for m in marks)]) + ")"


def _value(digits: str) -> float:
    """The value of digits: a comma or blank before three of them parts thousands, else a comma is a decimal one."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        return float(plain.replace(".", ""))
    return float(plain.replace(",", "."))


def tidy(value: float) -> int | float:
    """A number without the noise of binary fractions; an integer where it is one."""
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e18 else rounded


def _either(words: Any) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
