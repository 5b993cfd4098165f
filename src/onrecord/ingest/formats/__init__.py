"""Formats that are not plain text, as the facts of a report. This runs in the parsing process: see
``onrecord.ingest.worker``.
"""

from __future__ import annotations

from onrecord.ingest.formats.reader import Reader

__all__ = ["Reader"]
