"""What a page is before it is written: the same for HTML, JSON, CSV and a feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.export.atom import Entry

__all__ = ["FORMS", "View"]

FORMS = ("json", "csv", "atom")
"""The forms of a page besides HTML: each at the page's address with this ending."""


@dataclass(frozen=True, slots=True)
class View:
    """A page: its template and what that shows, and the same as data.

    ``data`` is what the page has as JSON, ``rows`` its table, ``entries`` its feed; a form that is null is not offered.
    ``linked`` is schema.org JSON-LD; ``styles`` are style sheets of the page's own, let through by their hash.
    """

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    rows: Sequence[Mapping[str, Any]] | None = None
    entries: Sequence[Entry] | None = None
    linked: Mapping[str, Any] | None = None
    styles: tuple[str, ...] = ()
    status: int = 200
    section: str = ""

    def forms(self) -> tuple[str, ...]:
        """The forms that this page has besides HTML."""
        has = {"json": self.data is not None, "csv": self.rows is not None, "atom": self.entries is not None}
        return tuple(form for form in FORMS if has[form])
