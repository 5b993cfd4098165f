"""The page that a record of a web archive holds, or why it is not read."""

from __future__ import annotations

from onrecord.ingest.webarchive.pages import answer_of
from onrecord.ingest.webarchive.records import Entry
from onrecord.ingest.wire import Member, Refused

__all__ = ["name_of", "page_of"]

_READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def page_of(entry: Entry) -> Member | Refused | None:
    """The page that a record holds, why it is not read, or null where it is no whole answer with text in it."""
    if entry.damage is not None:
        lost = entry.url == "" and entry.kind == ""
        return Refused("damaged", f"the web archive is damaged ({entry.damage})" if lost else entry.damage)
    if entry.kind != "response":
        return None
    if entry.left_out is not None:
        return Refused("large", entry.left_out)
    answer = answer_of(entry.block)
    if answer is None or answer.status != 200 or answer.type not in _READ_TYPES:
        return None
    try:
        return Member(entry.url, answer.body(), url=entry.url, charset=answer.charset)
    except ValueError as error:
        return Refused("large" if "over" in str(error) else "other", str(error))


def name_of(entry: Entry) -> str:
    """What failures call a record: its address, or where it stands."""
    return entry.url or (f"record {entry.number} at byte {entry.at}" if entry.at else f"record {entry.number}")
