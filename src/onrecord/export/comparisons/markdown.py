"""A comparison as Markdown: to read and to cite from, with both quotations and their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.export.comparisons.wording import Compared, Told, count_words, heading, in_order, source_line
from onrecord.export.words import printable
from onrecord.model import Item, Record, Span

__all__ = ["comparison_markdown", "safe"]

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|#~!$^]|^(?:[-+=]|\d{1,9}[.)])")


def comparison_markdown(found: Sequence[Compared]) -> str:
    """Each comparison as a chapter, a rule between two."""
    return "\n---\n\n".join("\n".join(_lines(c)) + "\n" for c in found)


def _lines(found: Compared) -> Iterator[str]:
    yield f"# {safe(found.a.document.title or found.a.document.id)}"
    yield from ("", "Two reports set side by side. Differences are stated; why there are any is not.", "")
    for name, record in (("a", found.a), ("b", found.b)):
        yield f"- **{name}**: {_source(record)}"
    if found.comparison.notes:
        yield from ("", *(f"> Note: {safe(n)}." + ("" if last else "  ") for n, last in _marked(found.comparison.notes)))
    yield from ("", count_words(found.comparison).capitalize() + ".")
    for kind, items in in_order(found.comparison):
        yield from ("", f"## {heading(kind)}")
        for item in items:
            yield from ("", *_item(item))


def _marked(notes: Sequence[str]) -> Iterator[tuple[str, bool]]:
    yield from ((n, i == len(notes) - 1) for i, n in enumerate(notes))


def _source(record: Record | Told) -> str:
    document = record.document
    title = f"“{safe(document.title)}”, " if document.title else ""
    address = f", {safe(document.url)}" if document.url else ""
    return f"{title}{safe(source_line(document))}{address}; text {document.sha256[:12]}"


def _item(item: Item) -> Iterator[str]:
    if item.differs_in:
        yield f"**{', '.join(item.differs_in)}**{f': {safe(item.note)}' if item.note else ''}"
        yield ""
    for name, span in (("a", item.a), ("b", item.b)):
        if span is not None:
            yield f"- {name}: {_quoted(span)}"
    if item.note and not item.differs_in:
        yield f"- {safe(item.note)}"


def _quoted(span: Span) -> str:
    return f"“{safe(span.text)}” ({span.start}–{span.end})"


def safe(text: str) -> str:
    """Text of a report on one line, with what Markdown reads as markup escaped."""
    return _MARKUP.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", " ".join(printable(text).split()))
