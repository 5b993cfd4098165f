"""Targets that take a text: layout, quotation marks, numbers, times, the whole record."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from bench.fuzz.base import must

__all__ = ["layout", "numbers", "quotations", "record", "text_of", "times"]

_LONG = 40_000
_TITLES = (None, "", "line", "Talks with President of Sarelia Helena Marsk")
_DAYS = (None, "2024-06-12", "2024-02-29", "2024", "1999-12-31", "0001-01-01", "not a date", "2199-12")
_MOMENT = re.compile(r"[0-9A-Z/:+.\-]{1,80}")


def text_of(data: bytes) -> tuple[int, str]:
    """A choice between 0 and 255 and a text. One choice makes the text long by saying it again and again."""
    choice, text = (data[0], data[1:].decode("utf-8", "replace").replace("\x00", "\ufffd")) if data else (0, "")
    if choice == 255 and text:
        text = text * (_LONG // len(text) + 1)
    return choice, text


def _reading(text: str, title: str | None = None, published: str | None = None) -> Any:
    from onrecord.model import Document
    from onrecord.reading import Reading

    title = text.partition("\n")[0][:200] if title == "line" else title
    sha = hashlib.sha256(text.encode("utf-8")).hexdigest()
    plain: dict[str, Any] = {"id": "f", "sha256": sha, "url": None, "publisher": None, "country": None, "language": "en"}
    rest: dict[str, Any] = {"published": published, "media": None, "partial": False, "furniture": ()}
    return Reading(Document(text=text, title=title, **plain, **rest))


def _laid_out(data: bytes) -> Any:
    from onrecord.stages import layout as stage
    from onrecord.tables import load

    choice, text = text_of(data)
    reading = _reading(text, _TITLES[choice % len(_TITLES)], _DAYS[choice // 4 % len(_DAYS)])
    stage.run([reading], load())
    return reading


def layout() -> Callable[[bytes], object]:
    """The form of a text: its parts lie in it, in order, and the surface is as long as the text."""

    def check(data: bytes) -> object:
        reading = _laid_out(data)
        found, size = reading.layout, len(reading.text)
        must(len(found.surface) == size, "the surface is of another length")
        for p in found.paragraphs:
            must(0 <= p.start <= p.content_start <= p.end <= size, f"a paragraph at {p.start}-{p.content_start}-{p.end}")
            must(p.kind == "turn" or p.turn is None, "a turn's number on what is no turn")
            must(p.turn is None or 0 <= p.turn < len(found.turns), "a turn that is not there")
        for a, b in pairwise(found.paragraphs):
            must(a.end <= b.start, f"paragraphs overlap at {b.start}")
        for turn in found.turns:
            must(bool(turn.name.strip()), "a turn without a name")
            for start, end in (turn.label, *turn.pieces):
                must(0 <= start <= end <= size, f"a turn's piece at {start}-{end}")
        for a, b in pairwise([(0, 0), *found.furniture]):
            must(a[1] <= b[0] < b[1] <= size, f"furniture at {b}")
        for place in (found.dateline, found.partial_why):
            must(place is None or 0 <= place[0] <= place[1] <= size, f"a place at {place}")
        return found

    return check


def quotations() -> Callable[[bytes], object]:
    """Quotation marks: the words lie within their marks, these within their paragraph, and deeper ones within others."""
    from onrecord.stages import quotations as stage
    from onrecord.tables import load

    knowledge = load()

    def check(data: bytes) -> object:
        reading = _laid_out(data)
        stage.run([reading], knowledge)
        for q in reading.quotations:
            paragraph = reading.layout.paragraphs[q.paragraph]
            must(paragraph.start <= q.outer[0] <= q.start < q.end <= q.outer[1] <= paragraph.end, f"a quotation at {q.outer}")
            must(q.depth >= 0, "a quotation of no depth")
        outermost = [q for q in reading.quotations if q.depth == 0]
        for a, b in pairwise(outermost):
            must(a.end <= b.start, f"quotations overlap at {b.start}")
        return reading.quotations

    return check


def numbers() -> Callable[[bytes], object]:
    """Quantities: they lie in the text, in order, and their values are numbers that JSON has."""
    from onrecord.lookups.quantities import quantities
    from onrecord.tables import load

    found_in = quantities(load())

    def check(data: bytes) -> object:
        choice, text = text_of(data)
        start = min(choice % 7, len(text)) if choice < 255 else 0
        end = max(start, len(text) - choice % 5) if choice < 255 else len(text)
        found = found_in.find(text, start, end)
        for q in found:
            must(start <= q.start <= q.number[0] < q.number[1] <= q.end <= end, f"a quantity at {q.start}-{q.end}")
            must(start <= q.lead <= q.start and q.end <= q.tail <= len(text), f"its bounds at {q.lead}-{q.tail}")
            must(math.isfinite(q.value), f"the value {q.value}")
            must(q.sign in (-1, 0, 1), f"the sign {q.sign}")
        for a, b in pairwise(found):
            must(a.number[1] <= b.number[0], f"numbers overlap at {b.number}")
        return found

    return check


def times() -> Callable[[bytes], object]:
    """Time expressions: they lie in the text, in order, and their values are ISO 8601, whatever the day of publication."""
    from onrecord.lookups.timex import anchor_of, timex
    from onrecord.reading import Parse
    from onrecord.stages import times as stage
    from onrecord.tables import load

    knowledge = load()
    forms = timex(knowledge)
    anchors = [anchor_of(day) for day in _DAYS]

    def check(data: bytes) -> object:
        reading = _laid_out(data)
        found = list(forms.find(reading.text))
        for e in found:
            must(0 <= e.start < e.end <= len(reading.text), f"an expression at {e.start}-{e.end}")
            for anchor in anchors:
                for lean in (-1, 0, 1):
                    value, _ = e.moment.value(anchor, lean)
                    must(value is None or _MOMENT.fullmatch(value) is not None, f"the value {value!r}")
        for a, b in pairwise(found):
            must(a.end <= b.start, f"expressions overlap at {b.start}")
        reading.parse = Parse({}, {}, ())
        stage.run([reading], knowledge)
        must(all(t.value is None or _MOMENT.fullmatch(t.value) for t in reading.times), "a value that is no moment")
        return reading.times, reading.written

    return check


def record() -> Callable[[bytes], object]:
    """The whole record of a text: its spans are the text's, JSON carries it, and every format can write it."""
    from bench.endurance import bad_spans
    from onrecord.export import Options, format_names, get_format
    from onrecord.model import TABLES, Record
    from onrecord.read import read_documents
    from onrecord.tables import load

    knowledge = load()
    forms = [get_format(name) for name in format_names()]

    def check(data: bytes) -> object:
        choice, text = text_of(data)
        document = _reading(text, _TITLES[choice % len(_TITLES)], _DAYS[choice // 4 % len(_DAYS)]).document
        (made,) = read_documents([document], knowledge)
        must(bad_spans(made) == [], f"spans that are not the text's: {bad_spans(made)[:3]}")
        written = made.to_json()
        must(Record.from_json(written) == made, "JSON does not carry it")
        ids = [finding.id for table in TABLES for finding in getattr(made, table)]
        must(len(ids) == len(set(ids)), "an id twice")
        form = forms[choice % len(forms)]
        return written, "".join(form.stream([made], Options(explain=True)))

    return check
