"""The words of a text as symbols, one character a word, so that forms of time expressions are regular expressions over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["BREAK", "Lexicon", "Token"]

BREAK = "\0"
_FIRST_SYMBOL = 0xE000
_DIGITS = ("DAYNUM", "NUM", "YEAR", "DAYORD", "DECADE", "DOTTED")
_WORD = re.compile(
    r"(?P<DOTTED>\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?![\d/]))"
    r"|(?P<DECADE>\b(?:1[89]|20)?\d0['’]?s\b)"
    r"|(?P<DAYORD>\b\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<other>\d+(?:[.,]\d+){1,8}|\d+[^\W\d_]+\w{0,20}|\d{5,})"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])"
)
_MONEY_BEFORE = frozenset("$€£¥₽₴№#§/")
_LONGEST_GAP = 12


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at ``[start, end)``. ``number`` is its value where it is written in digits."""

    start: int
    end: int
    number: int | str | None = None


class Lexicon:
    """The symbols of a language: one for each word that a form names, and one for each class of digits."""

    def __init__(self, classes: Mapping[str, Mapping[str, Any]]) -> None:
        self._symbols: dict[str, str] = {}
        self._values: dict[str, dict[str, Any]] = {}
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

    def value(self, symbol: str, name: str, token: Token) -> Any:
        """What a token stands for as a member of the class ``name``; 0 where the class gives none."""
        return token.number if token.number is not None else self._values.get(symbol, {}).get(name, 0)

    def read(self, text: str, start: int, end: int) -> tuple[list[Token], str]:
        """The tokens of ``text[start:end]`` and their symbols, a character each; ``BREAK`` for words that no form knows."""
        tokens: list[Token] = []
        symbols: list[str] = []
        last = start
        for match in _WORD.finditer(text, start, end):
            if match.start() - last > _LONGEST_GAP:
                tokens.append(Token(last, last))
                symbols.append(BREAK)
            last = match.end()
            token, symbol = self._token(text, match)
            if token.number is not None and self._is_named(tokens, symbols, token):
                symbol = BREAK
            tokens.append(token)
            symbols.append(symbol)
        return tokens, "".join(symbols)

    def _is_named(self, tokens: list[Token], symbols: list[str], token: Token) -> bool:
        """Whether digits belong to the word before a hyphen ("Zapad-2021"), and that is no month, number or "mid"."""
        if len(tokens) < 2 or symbols[-1] != self._symbols.get("-") or tokens[-1].end != token.start:
            return False
        return tokens[-2].end == tokens[-1].start and symbols[-2] not in self._before_hyphen

    def _token(self, text: str, match: re.Match[str]) -> tuple[Token, str]:
        kind, word, at = match.lastgroup, match[0], match.start()
        if kind in ("word", "mark"):
            word = "'" if word == "’" else word
            symbol = self._symbols.get(word) or self._symbols.get(word.lower(), BREAK)
            return Token(at, match.end()), symbol
        if kind == "other" or _belongs_to_more(text, at, match.end()):
            return Token(at, match.end()), BREAK
        name, value = _digits(kind or "", word)
        return Token(at, match.end(), value), self.members.get(name, BREAK)


def _belongs_to_more(text: str, start: int, end: int) -> bool:
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
