"""Changes as Markdown: what was dropped struck out, what was added in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.export.changes.lines import Line, change_words, lines, summary
from onrecord.export.comparisons.markdown import safe
from onrecord.export.comparisons.wording import Piece, source_line
from onrecord.model import Changes, Record

__all__ = ["changes_markdown"]


def changes_markdown(found: Changes, old: Record, new: Record, view: str) -> str:
    """Warnings, the statements that changed, then the text in the view that was asked for."""
    return "\n".join(_lines(found, old, new, view)) + "\n"


def _lines(found: Changes, old: Record, new: Record, view: str) -> Iterator[str]:
    yield f"# Changes: {safe(new.document.title or new.document.id)}"
    yield from ("", f"- old: {safe(source_line(old.document))}; text {old.document.sha256[:12]}")
    yield f"- new: {safe(source_line(new.document))}; text {new.document.sha256[:12]}"
    for warning in found.warnings:
        yield from ("", f"> Warning: {safe(warning)}.")
    yield from ("", f"{summary(found)}.")
    if found.statements:
        yield from ("", "## Statements", "")
        for change in found.statements:
            yield f"- {safe(change_words(change))}"
            yield from (
                f"  - {name}: “{safe(s.text)}” ({s.start}–{s.end})" for name, s in (("old", change.old), ("new", change.new)) if s
            )
    shown = list(lines(old, new, view))
    if shown:
        yield from ("", "## Text")
        yield from _table(shown) if view == "side-by-side" else _inline(shown)


def _inline(shown: Sequence[Line]) -> Iterator[str]:
    for line in shown:
        yield ""
        if line.kind == "same":
            yield _marked(line.new, "")
        else:
            yield " → ".join(p for p in (_marked(line.old, "~~"), _marked(line.new, "**")) if p)


def _table(shown: Sequence[Line]) -> Iterator[str]:
    yield from ("", "| | old | new |", "|---|---|---|")
    for line in shown:
        yield f"| {'' if line.kind == 'same' else line.kind} | {_marked(line.old, '~~')} | {_marked(line.new, '**')} |"


def _marked(pieces: Sequence[Piece], mark: str) -> str:
    return " ".join(f"{mark}{safe(p.text)}{mark}" if p.own else safe(p.text) for p in pieces if p.text.strip())
