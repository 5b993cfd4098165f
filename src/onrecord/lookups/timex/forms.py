"""Forms of time expressions, as a language's ``times.toml`` writes them, compiled to patterns over the symbols of words.

The notation: ``word`` stands for itself, ``'.'`` for a mark, ``CLASS`` for any word of a class, ``:field`` after either keeps
its value; ``(a b | c)`` are alternatives, ``?`` makes what stands before it optional, ``!word`` says that no such word
follows, ``@name`` puts in a named part, and the expression begins at ``>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.lookups.timex.tokens import Lexicon, Tokens

__all__ = ["Form", "Hit", "compile_forms", "match"]

_ITEM = re.compile(r"\s*(?:(?P<part>@\w+)|(?P<sign>[()|?>!])|(?P<atom>'[^']*'|\"[^\"]*\"|[\w]+)(?::(?P<field>\w+))?)")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how it is read, its pattern, and for each of its groups the field and the class that gives its value."""

    reads: str
    pattern: re.Pattern[str]
    groups: tuple[tuple[str, str], ...]
    fixed: Mapping[str, Any]
    begins: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found: tokens ``[first, last)``, and the fields kept, each with its value and token, in the order of the text."""

    reads: str
    first: int
    last: int
    fields: tuple[tuple[str, Any, int], ...]


def compile_forms(table: Mapping[str, Any], lexicon: Lexicon) -> Mapping[str, tuple[Form, ...]]:
    """The forms of a language by the symbols that they can start with. Raises ``KnowledgeError`` where one is not well formed."""
    parts: Mapping[str, str] = table.get("parts", {})
    starts: dict[str, list[Form]] = {}
    for entry in table["forms"]:
        form, first = _Compiler(lexicon, parts).compile(entry)
        for symbol in sorted(first):
            starts.setdefault(symbol, []).append(form)
    return {symbol: tuple(forms) for symbol, forms in starts.items()}


def match(form: Form, tokens: Tokens, at: int, lexicon: Lexicon) -> Hit | None:
    """The form where it stands at token ``at``."""
    found = form.pattern.match(tokens.symbols, at)
    if found is None:
        return None
    first = found.start("begin") if form.begins else at
    fields = [(k, v, at) for k, v in form.fixed.items()]
    for number, (field, name) in enumerate(form.groups):
        place = found.start(f"g{number}")
        if place >= 0:
            fields.append((field, lexicon.value(tokens, place, name), place))
    return Hit(form.reads, first, found.end(), tuple(fields))


@dataclass(slots=True)
class _Node:
    """A piece of a pattern: its regular expression, what it can start with, and whether it can be empty."""

    pattern: str
    first: frozenset[str]
    empty: bool


class _Compiler:
    def __init__(self, lexicon: Lexicon, parts: Mapping[str, str]) -> None:
        self._lexicon, self._parts = lexicon, parts
        self._groups: list[tuple[str, str]] = []

    def compile(self, entry: Mapping[str, Any]) -> tuple[Form, frozenset[str]]:
        self._entry = str(entry.get("form", ""))
        items = self._items(self._entry, 0)
        node, rest = self._alternatives(items, 0)
        if rest != len(items) or node.empty:
            raise KnowledgeError(f"times.toml: the form {self._entry!r} is not well formed: mend its brackets")
        begins = "(?P<begin>)" in node.pattern
        form = Form(entry["reads"], re.compile(node.pattern), tuple(self._groups), entry.get("set", {}), begins)
        return form, node.first

    def _items(self, form: str, depth: int) -> list[tuple[str, str | None]]:
        """The items of a form, with those of its named parts in brackets in their place."""
        items: list[tuple[str, str | None]] = []
        at = 0
        form = form.strip()
        while at < len(form):
            item = _ITEM.match(form, at)
            if item is None or depth > _DEEPEST:
                raise KnowledgeError(f"times.toml: the form {self._entry!r} cannot be read at {form[at : at + 12]!r}")
            at = item.end()
            if item["part"]:
                part = self._parts.get(item["part"][1:])
                if part is None:
                    raise KnowledgeError(f"times.toml: the form {self._entry!r} has an unknown part {item['part']}")
                items += [("(", None), *self._items(part, depth + 1), (")", None)]
            else:
                items.append((item["sign"] or item["atom"], item["field"]))
        return items

    def _alternatives(self, items: list[tuple[str, str | None]], at: int) -> tuple[_Node, int]:
        node, at = self._sequence(items, at)
        while at < len(items) and items[at][0] == "|":
            other, at = self._sequence(items, at + 1)
            node = _Node(f"{node.pattern}|{other.pattern}", node.first | other.first, node.empty or other.empty)
        return node, at

    def _sequence(self, items: list[tuple[str, str | None]], at: int) -> tuple[_Node, int]:
        whole = _Node("", frozenset(), True)
        while at < len(items) and items[at][0] not in (")", "|"):
            node, at = self._item(items, at)
            if at < len(items) and items[at][0] == "?":
                node, at = _Node(f"(?:{node.pattern})?", node.first, True), at + 1
            first = whole.first | node.first if whole.empty else whole.first
            whole = _Node(whole.pattern + node.pattern, first, whole.empty and node.empty)
        return whole, at

    def _item(self, items: list[tuple[str, str | None]], at: int) -> tuple[_Node, int]:
        text, field = items[at]
        if text == "(":
            node, at = self._alternatives(items, at + 1)
            if at >= len(items) or items[at][0] != ")":
                raise KnowledgeError(f"times.toml: a bracket is not closed in the form {self._entry!r}")
            return _Node(f"(?:{node.pattern})", node.first, node.empty), at + 1
        if text == ">":
            return _Node("(?P<begin>)", frozenset(), True), at + 1
        if text == "!":
            node, at = self._item(items, at + 1)
            return _Node(f"(?!{node.pattern})", frozenset(), True), at
        return self._atom(text, field), at + 1

    def _atom(self, text: str, field: str | None) -> _Node:
        word = text[1:-1] if text[0] in "'\"" else text
        members = self._lexicon.members.get(text) or self._lexicon.literal(word)
        pattern = f"[{members}]"
        if field:
            pattern = f"(?P<g{len(self._groups)}>{pattern})"
            self._groups.append((field, text))
        return _Node(pattern, frozenset(members), False)
