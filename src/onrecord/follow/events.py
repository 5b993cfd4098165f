"""What a watch tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from onrecord.model import Document, Record

__all__ = ["Event", "Keep", "Kept", "Kind", "Tally"]

Kind = Literal["new", "changed", "gone", "back", "failed"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something worth telling of a page or, where it failed, of a list of pages.

    ``seen_at``: when, ISO 8601 in UTC. ``id``: the report's in the archive. ``what``: in a line, what changed or why it failed;
    of a new page why nothing was found in it, if so. ``report_changed`` is false where only furniture or typography differ.
    """

    kind: Kind
    source: str
    url: str
    seen_at: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    country: str | None = None
    what: str | None = None
    report_changed: bool | None = None

    def to_json(self) -> str:
        """The event as JSON in one line."""
        return msgspec.json.encode(self).decode("utf-8")


class Kept(NamedTuple):
    """What became of a page that was handed over to be kept.

    ``id`` is the report's. ``before`` is the record of the version that stood at the address before this one, null where there
    was none or it had the same text; ``record`` that of this one, null where it is not needed. ``first`` says that nothing was
    known of the address. ``why``: why the record holds no findings.
    """

    id: str
    first: bool
    before: Record | None = None
    record: Record | None = None
    why: str | None = None


Keep = Callable[[Document, str], Kept]
"""Keeps a document as the version of its address at a moment (ISO 8601 in UTC). Raises ``InputError`` where it cannot be read."""


class Tally(msgspec.Struct):
    """How many pages were asked, and what became of them; ``left`` are those that wait for the next pass."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    back: int = 0
    failed: int = 0
    left: int = 0

    def count(self, kind: str) -> None:
        """One more of a kind."""
        setattr(self, kind, getattr(self, kind) + 1)

    def summary(self) -> str:
        """All of it in a line."""
        rest = "".join(
            f", {n} {word}" for n, word in ((self.gone, "gone"), (self.back, "back"), (self.left, "left for later")) if n
        )
        return f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged{rest}, {self.failed} failed"
