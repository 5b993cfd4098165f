"""Records in notebooks: Jupyter and its kin ask an object for ``_repr_html_`` and show what it gives.

The types know nothing of how they are shown; :func:`register` gives it to them, and loads the renderer when something is shown.
"""

from __future__ import annotations

from onrecord.model import Record

__all__ = ["register"]


def register() -> None:
    """Let notebooks show records as ``--format html`` does. Doing it again changes nothing."""
    setattr(Record, "_repr_html_", _record)  # noqa: B010 - the type declares no such method


def _record(record: Record) -> str:
    from onrecord.export.page import fragment

    return fragment(record)
