"""Records and comparisons in notebooks: Jupyter and its kin ask an object for ``_repr_html_`` and show what it gives.

The types know nothing of how they are shown; :func:`register` gives it to them, and loads the renderer when something is shown.
"""

from __future__ import annotations

from onrecord.model import Comparison, Record

__all__ = ["register"]


def register() -> None:
    """Let notebooks show records and comparisons as ``--format html`` does. Doing it again changes nothing."""
    setattr(Record, "_repr_html_", _record)  # noqa: B010 - the type declares no such method
    setattr(Comparison, "_repr_html_", _comparison)  # noqa: B010


def _record(record: Record) -> str:
    from onrecord.export.page import fragment

    return fragment(record)


def _comparison(comparison: Comparison) -> str:
    from onrecord.export.comparisons.page import comparison_fragment

    return comparison_fragment(comparison)
