"""The words of a text as symbols, one character a word, so that forms of time expressions are regular expressions over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["BREAK", "Lexicon", "Tokens"]

BREAK = "\0"
_FIRST_SYMBOL = 0xE000
_DIGITS = ("DAYNUM", "NUM", "YEAR", "DAYORD", "DECADE", "DOTTED")
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,/]{0,24}[^\W_]{0,20}|[^\w\s]")
_NUMBER = re.compile(
    r"(?P<DOTTED>(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\d/]))"
    r"|(?P<DECADE>(?:1[89]|20)?\d0['’]?s\b)"
    r"|(?P<DAYORD>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<other>\d+(?:[.,]\d+){1,8}|\d+[^\W\d_]\w{0,20}|\d{5,})"
    r"|(?P<number>\d+)"
)
_MONEY_BEFORE = frozenset("$€£¥₽₴№#§/")
_LONGEST_GAP = 12


@dataclass(slots=True)
class Tokens:
    """Words and marks in the order of the text: where each starts and ends, and its symbol; ``numbers`` for those in digits."""

    starts: list[int]
    ends: list[int]
    symbols: str
    numbers: dict[int, int | str]

    def __len__(self) -> int:
        return len(self.starts)


class Lexicon:
    """The symbols of a language: one for each word that a form names, and one for each class of digits."""

    def __init__(self, classes: Mapping[str, Mapping[str, Any]]) -> None:
        self._symbols: dict[str, str] = {}
        self._values: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, str] = {}
        self.members: dict[str, str] = {}
        for name in _DIGITS:
            self.members[name] = self._symbol("#" + name)
        for name, words in classes.items():
            self.members[name] = "".join(self._add(word, name, value) for word, value in words.items())
        self._before_hyphen = "".join(self.members.get(name, "") for name in (*_DIGITS, "MONTH", "ABBR", "EARLY"))

    def _symbol(self, word: str) -> str:
        return self._symbols.setdefault(word, chr(_FIRST_SYMBOL + len(self._symbols)))

    def _add(self, word: str, name: str, value: Any) -> str:
        symbol = self._symbol(word)
        self._values.setdefault(symbol, {})[name] = value
        if word[:1].isupper():
            self._symbols.setdefault(word.upper(), symbol)
        return symbol

    def literal(self, word: str) -> str:
        """The symbol of a word that a form names, made where it is new."""
        return self._symbol(word)

    def value(self, tokens: Tokens, at: int, name: str) -> Any:
        """What a token stands for as a member of the class ``name``; 0 where the class gives none."""
        number = tokens.numbers.get(at)
        return number if number is not None else self._values.get(tokens.symbols[at], {}).get(name, 0)

    def read(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of ``text[start:end]`` with their symbols, a character each; ``BREAK`` for words that no form knows."""
        starts: list[int] = []
        ends: list[int] = []
        symbols: list[str] = []
        numbers: dict[int, int | str] = {}
        last, seen = start, self._seen
        match = _WORD.search(text, start, end)
        while match is not None:
            word, at, last = match[0], match.start(), self._gap(starts, ends, symbols, match.start(), last)
            symbol = seen.get(word)
            if symbol is None:
                symbol, last, number = self._new(text, word, at, end, symbols, ends)
                if number is not None:
                    numbers[len(starts)] = number
            else:
                last = match.end()
            starts.append(at)
            ends.append(last)
            symbols.append(symbol)
            match = _WORD.search(text, last, end)
        return Tokens(starts, ends, "".join(symbols), numbers)

    @staticmethod
    def _gap(starts: list[int], ends: list[int], symbols: list[str], at: int, last: int) -> int:
        """Wide white space breaks an expression."""
        if at - last > _LONGEST_GAP:
            starts.append(last)
            ends.append(last)
            symbols.append(BREAK)
        return at

    def _new(
        self, text: str, word: str, at: int, end: int, symbols: list[str], ends: list[int]
    ) -> tuple[str, int, int | str | None]:
        """Symbol, end and number of a word not met before; what is in digits is looked at each time."""
        if not word[0].isdigit():
            plain = "'" if word == "’" else word
            symbol = self._symbols.get(plain) or self._symbols.get(plain.lower(), BREAK)
            if len(self._seen) < 100_000:
                self._seen[word] = symbol
            return symbol, at + len(word), None
        match = _NUMBER.match(text, at, end)
        if match is None:
            return BREAK, at + len(word), None
        name, value = _digits(match.lastgroup or "", match[0])
        symbol = self.members.get(name, BREAK)
        if symbol != BREAK and (_is_amount(text, at, match.end()) or self._is_named(at, symbols, ends)):
            symbol = BREAK
        return symbol, match.end(), value

    def _is_named(self, at: int, symbols: list[str], ends: list[int]) -> bool:
        """Whether digits belong to the word before a hyphen ("Zapad-2021"), and that is no month, number or "mid"."""
        if len(symbols) < 2 or symbols[-1] != self._symbols.get("-") or ends[-1] != at:
            return False
        return ends[-2] == at - 1 and symbols[-2] not in self._before_hyphen


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a sum of money or a share."""
    before = text[start - 1 : start]
    return (before != "" and before in _MONEY_BEFORE) or text[end : end + 1] == "%" or text[end : end + 2] == " %"


def _digits(kind: str, word: str) -> tuple[str, int | str]:
    if kind == "number":
        number = int(word)
        if len(word) == 4 and 1700 <= number < 2200:
            return "YEAR", number
        return ("DAYNUM" if 1 <= number <= 31 and len(word) <= 2 else "NUM" if len(word) <= 3 else "none"), number
    if kind == "DAYORD":
        return ("DAYORD" if 1 <= int(word[:-2]) <= 31 else "none"), int(word[:-2])
    return kind, word
