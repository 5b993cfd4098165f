"""What a reader should know before anything is made of a difference between two reports."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.comparison.matters import MOST
from onrecord.lookups.countries import countries
from onrecord.model import Meeting, Record
from onrecord.tables import Knowledge

__all__ = ["cautions", "genre", "main_meeting", "speakers_missing"]

_TRANSCRIBED = 0.5
_SHORT = 3
_VERY_LONG = 150_000
"""Characters: beyond, a report may have more matters than are compared."""


def cautions(a: Record, b: Record, knowledge: Knowledge) -> Iterator[str]:
    """Lines about a, about b and about both together. Reports are called ``a`` and ``b``, as the items call them."""
    for name, record in (("a", a), ("b", b)):
        yield from _of_one(name, record, knowledge)
    yield from _of_both(a, b)


def _of_one(name: str, record: Record, knowledge: Knowledge) -> Iterator[str]:
    document = record.document
    if record.unread:
        yield f"{name} was not read ({record.unread}): nothing is said of what it tells"
    if document.partial:
        yield f"{name} is not whole{_shown(record, knowledge)}: what is not in it may have been said or published elsewhere"
    if len(document.text) > _VERY_LONG:
        yield f"{name} is very long: of its matters only the first {MOST} are compared"
    if document.published is None:
        yield f"{name} gives no publication date"
    for note in document.notes:
        yield f"{name}: {note}"
    if _interpreted(record):
        yield f"{name} gives an interpreter's words for some speakers"
    if (side := _third_party(record)) is not None:
        yield f"{name} was published by a third side ({countries(knowledge).name(side, document.published)})"


def _shown(record: Record, knowledge: Knowledge) -> str:
    """With which words a text shows that it is not whole."""
    for mark in knowledge.toml("languages/en/comparison.toml")["partial"]["marks"]:
        if mark.casefold() in record.document.text.casefold():
            return f" (“{mark}”)"
    return ""


def _interpreted(record: Record) -> bool:
    return any(s.kind == "direct" and s.cue is None and s.source is not None and not s.verbatim for s in record.statements)


def _third_party(record: Record) -> str | None:
    """The publisher's country where nobody of it took part in the talks."""
    meeting, side = main_meeting(record), record.document.country
    sides = {p.country for p in meeting.participants} if meeting else set()
    return side if side and len(sides) > 1 and None not in sides and side not in sides and "EU" not in sides else None


def _of_both(a: Record, b: Record) -> Iterator[str]:
    first, second = genre(a), genre(b)
    if first != second:
        yield f"a is {first}, b {second}"
    if a.document.country and a.document.country == b.document.country:
        yield f"both were published by one side ({a.document.country})"
    lengths = [len(r.document.text) for r in (a, b)]
    if max(lengths) > _SHORT * min(lengths):
        short, long = ("a", "b") if lengths[0] < lengths[1] else ("b", "a")
        yield f"{short} is much shorter than {long}: a summary leaves out much without meaning anything by it"
    for name, record, other in (("a", a, b), ("b", b, a)):
        for person in speakers_missing(record, other):
            yield f"{name} has no words of {person}"


def genre(record: Record) -> str:
    """What a report is: a transcript, where most of it stands in turns, or a report."""
    turns = sum(
        len(c.text) for s in record.statements if s.kind == "direct" and s.cue is None and s.source is not None for c in s.content
    )
    spoken = sum(len(c.text) for s in record.statements for c in s.content)
    return "a transcript" if spoken and turns > _TRANSCRIBED * spoken else "a report"


def speakers_missing(record: Record, other: Record) -> list[str]:
    """People of the talks who say something by themselves in ``other`` and nothing, not even jointly, in ``record``."""
    heard = {p.id or p.name for s in record.statements for p in s.speakers}
    told = {p.id or p.name: p.name for s in other.statements if len(s.speakers) == 1 for p in s.speakers if p.name}
    parties = _ids(main_meeting(record)) | _ids(main_meeting(other))
    return [name for key, name in told.items() if key in parties and key not in heard and name]


def _ids(meeting: Meeting | None) -> set[str | None]:
    return {p.id or p.name for p in meeting.participants} if meeting else set()


def main_meeting(record: Record) -> Meeting | None:
    """The talks that a report is about: the first that were held; none where it tells of none."""
    return next((m for m in record.meetings if m.status == "held"), None)
