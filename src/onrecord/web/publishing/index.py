"""The index of a copy's own search: words by their first two letters, statements in parts, each as a script that a disk can give.

A browser does not let a page read files from a disk, but it runs scripts from there: so each part of the index is a call.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from onrecord.archive import Archive
from onrecord.export.words import date_words, people_words
from onrecord.model import Record

__all__ = ["index_files", "words_of"]

_PART = 400
_CLIPPED = 280
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words that a text is found by: small letters, without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def index_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The files of the index: ``search/w-XX.js`` of words, ``search/s-N.js`` of statements."""
    words: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    part: list[list[Any]] = []
    number = 0
    for record in archive.records():
        for row, text in _rows(record):
            for word in sorted(set(words_of(text))):
                words[_shelf(word)][word].append(number)
            part.append(row)
            number += 1
            if len(part) == _PART:
                yield _part(number // _PART - 1, part)
                part = []
    if part:
        yield _part(number // _PART, part)
    for shelf, found in sorted(words.items()):
        yield f"search/w-{shelf}.js", _call("words", shelf, found)


def _rows(record: Record) -> Iterator[tuple[list[Any], str]]:
    from onrecord.web.publishing.places import place_of

    document = record.document
    place = place_of(f"/reports/{_quoted(document.id)}")
    for n, statement in enumerate(record.statements, 1):
        text = " … ".join(s.text for s in statement.content)
        who = people_words(statement.speakers)
        when = date_words(document.published)
        yield [text[:_CLIPPED], who, when, document.publisher or "", f"{place}#s{n}-text"], f"{text} {who}"


def _quoted(id_: str) -> str:
    from urllib.parse import quote

    return quote(id_, safe="")


def _shelf(word: str) -> str:
    return "".join(c if c.isascii() else f"{ord(c):x}" for c in word[:2])


def _part(number: int, rows: list[list[Any]]) -> tuple[str, bytes]:
    return f"search/s-{number}.js", _call("statements", number, rows)


def _call(name: str, key: str | int, data: Any) -> bytes:
    given = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"onrecord.{name}({json.dumps(key)},{given});\n".encode()
