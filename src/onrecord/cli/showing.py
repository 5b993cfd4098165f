"""What ``onrecord show`` prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.cli.output import to_output
from onrecord.cli.printing import form_of, print_text, terminal
from onrecord.errors import ArchiveError

if TYPE_CHECKING:
    from onrecord.archive import Archive, Found

__all__ = ["Showing", "run_show", "the_only"]

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Showing:
    """What was asked of ``show``."""

    id: str
    format: str | None
    explain: bool
    as_read: bool
    report: str | None


def run_show(archive: Archive, asked: Showing) -> None:
    """Find what has the id and print it. Raises ``ArchiveError`` where nothing has it, or several."""
    found = the_only(archive, asked.id, asked.report)
    if found.kind == "report":
        _record(archive, found.id, asked)
    elif found.kind == "talks":
        _talks(archive, found.id, asked)
    elif found.kind == "correction":
        _fields(next(msgspec.to_builtins(c) for c in archive.corrections() if c.id == found.id), asked)
    else:
        _fields(_finding(archive, found, asked), asked)


def the_only(archive: Archive, id_: str, report: str | None = None) -> Found:
    """What has an id, or the only thing whose id begins with it.

    Raises ``ArchiveError`` where there is none, or there are several.
    """
    found: Sequence[Found] = archive.find(id_)
    if report is not None:
        found = [f for f in found if f.document == report]
    if not found:
        raise ArchiveError(f"nothing in the archive has the id {id_}, or one that begins with it: `onrecord list` names reports")
    if len(found) > 1:
        names = ", ".join(f"{f.id} in {f.document}" if f.document not in (None, f.id) else f.id for f in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        raise ArchiveError(f"{id_} may be {names}{more}: write more of the id, or say which with --report")
    return found[0]


def _record(archive: Archive, id_: str, asked: Showing) -> None:
    from onrecord.export import Options, get_format

    shown = terminal()
    options = Options(explain=asked.explain, width=shown.width, color=shown.color)
    record = archive.record(id_, corrected=not asked.as_read)
    to_output([record], get_format(form_of(asked.format)), options)


def _finding(archive: Archive, found: Found, asked: Showing) -> dict[str, Any]:
    """A finding as it stands in JSON, with its report and table before it."""
    record = archive.record(found.document or "", corrected=not asked.as_read).to_dict()
    finding = next(f for f in record[found.kind] if f["id"] == found.id)
    document = record["document"]
    known = {name: document.get(name) for name in ("title", "publisher", "published", "url")}
    return {"report": document["id"], **known, "table": found.kind, **finding}


def _talks(archive: Archive, id_: str, asked: Showing) -> None:
    from onrecord.archive.talks import talks_of
    from onrecord.export.talks import talks_text

    with archive.reading() as connection:
        found = talks_of(connection, id_)
    print_text(talks_text([found], _json_or_table(asked), terminal()))


def _fields(values: dict[str, Any], asked: Showing) -> None:
    if _json_or_table(asked) == "json":
        print_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n")
        return
    from onrecord.export.rows import fields_text

    print_text(fields_text(values, terminal()))


def _json_or_table(asked: Showing) -> str:
    form = form_of(asked.format)
    if form not in ("json", "table"):
        raise ArchiveError(f"this is no report, and goes as table or json only, not as {form}")
    return form
