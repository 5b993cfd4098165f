"""What people type to search, parsed, and put for each database.

``gas price``         both words, in any form that the index takes for the same ("prices")
``"gas price"``       these words one after the other
``pip*``              words that begin so
``gas OR oil``        either; OR binds less than AND, which may be left out
``gas NOT oil``       the one without the other; ``-oil`` is the same
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column

from onrecord.errors import InputError

__all__ = ["CONFIGURATION", "All", "Either", "Node", "Not", "Words", "parsed", "postgresql_words", "sqlite_words"]

_TOKEN = re.compile(r'\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)?"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))')
_LETTERS = re.compile(r"[^\W_]+")
CONFIGURATION: ColumnElement[Any] = literal_column("'onrecord'::regconfig")
"""PostgreSQL's text search configuration of an archive."""

_LONGEST = 400
_MOST = 40
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after the other; with ``prefix`` the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    parts: tuple[Node, ...]


Node = Words | Not | All | Either


def parsed(query: str) -> Node:
    """The query as a tree. Raises ``InputError`` where it is none, with what is wrong."""
    if len(query) > _LONGEST:
        raise InputError(f"the search is too long: {_LONGEST} characters at most")
    tokens = _tokens(query)
    if len(tokens) > _MOST:
        raise InputError(f"the search has too many words: {_MOST} at most")
    node, rest = _either(tokens, 0)
    if rest:
        raise InputError("the search has a ) without its (: take it out or quote it")
    if not _positive(node):
        raise InputError("the search says only what must not be there: say what to look for as well")
    return node


def _tokens(query: str) -> list[tuple[str, str]]:
    query = query.replace("“", '"').replace("”", '"')
    if query.count('"') % 2:
        raise InputError('the search has an odd number of ": close the quotation')
    found = []
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if kind == "phrase" and match["minus"]:
            found.append(("not", ""))
        if kind == "word" and match["word"] in ("AND", "OR", "NOT"):
            kind = match["word"].lower()
        elif kind == "word" and match["word"].startswith("-") and len(match["word"]) > 1:
            found.append(("not", ""))
        found.append((kind, match[match.lastgroup or 0]))
    return found


def _either(tokens: list[tuple[str, str]], depth: int) -> tuple[Node, list[tuple[str, str]]]:
    if depth > _DEEPEST:
        raise InputError(f"the search has brackets in brackets more than {_DEEPEST} deep")
    part, rest = _every(tokens, depth)
    parts = [part]
    while rest and rest[0][0] == "or":
        part, rest = _every(rest[1:], depth)
        parts.append(part)
    if len(parts) > 1 and not all(map(_positive, parts)):
        raise InputError("the search has an OR with something that must not be there: put what to look for beside it")
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), rest


def _every(tokens: list[tuple[str, str]], depth: int) -> tuple[Node, list[tuple[str, str]]]:
    parts: list[Node] = []
    rest = tokens
    while rest and rest[0][0] not in ("or", "close"):
        if rest[0][0] == "and":
            rest = rest[1:]
            continue
        part, rest = _one(rest, depth)
        if part is not None:
            parts.append(part)
    if not parts:
        raise InputError("the search has nothing to look for: give a word, as gas, or a phrase in quotation marks")
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), (rest[1:] if depth and rest and rest[0][0] == "close" else rest)


def _one(tokens: list[tuple[str, str]], depth: int) -> tuple[Node | None, list[tuple[str, str]]]:
    kind, text = tokens[0]
    if kind == "not":
        if len(tokens) < 2 or tokens[1][0] in ("or", "and", "close"):
            raise InputError("the search has a NOT with nothing after it")
        part, rest = _one(tokens[1:], depth)
        if part is not None and not _positive(part):
            raise InputError("the search shuts out what it has already shut out: take one NOT away")
        return (Not(part) if part is not None else None), rest
    if kind == "open":
        return _bracket(tokens[1:], depth)
    words = tuple(w.lower() for w in _LETTERS.findall(text))
    return (Words(words, kind == "word" and text.endswith("*")) if words else None), tokens[1:]


def _bracket(tokens: list[tuple[str, str]], depth: int) -> tuple[Node, list[tuple[str, str]]]:
    level = 1
    for at, (kind, _) in enumerate(tokens):
        level += {"open": 1, "close": -1}.get(kind, 0)
        if level == 0:
            node, rest = _either(tokens[:at], depth + 1)
            assert not rest
            return node, tokens[at + 1 :]
    raise InputError("the search has a ( without its ): close it or quote it")


def _positive(node: Node) -> bool:
    """Whether something is looked for, and not only shut out."""
    if isinstance(node, Not):
        return False
    return any(map(_positive, node.parts)) if isinstance(node, All) else True


def sqlite_words(node: Node) -> str:
    """The tree as an FTS5 query: every word quoted, so that nothing in it is taken for syntax."""
    if isinstance(node, Words):
        return f'"{" ".join(node.words)}"' + ("*" if node.prefix else "")
    if isinstance(node, Either):
        return "(" + " OR ".join(map(sqlite_words, node.parts)) + ")"
    assert isinstance(node, All)
    wanted = [p for p in node.parts if not isinstance(p, Not)]
    unwanted = [p.part for p in node.parts if isinstance(p, Not)]
    text = "(" + " AND ".join(map(sqlite_words, wanted)) + ")"
    return f"({text} NOT ({' OR '.join(map(sqlite_words, unwanted))}))" if unwanted else text


def postgresql_words(node: Node) -> ColumnElement[Any]:
    """The tree as a tsquery, made of functions whose arguments are bound."""
    if isinstance(node, Words):
        plain = func.phraseto_tsquery(CONFIGURATION, " ".join(node.words))
        if not node.prefix:
            return plain
        last = func.to_tsquery(CONFIGURATION, f"{node.words[-1]}:*")
        first = " ".join(node.words[:-1])
        return func.tsquery_phrase(func.phraseto_tsquery(CONFIGURATION, first), last) if first else last
    if isinstance(node, Not):
        return func.tsquery_not(postgresql_words(node.part))
    joined = postgresql_words(node.parts[0])
    for part in node.parts[1:]:
        both = func.tsquery_and if isinstance(node, All) else func.tsquery_or
        joined = both(joined, postgresql_words(part))
    return joined
