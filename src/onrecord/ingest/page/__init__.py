"""A web page as the facts of a report. This runs in the parsing process: see ``onrecord.ingest.worker``."""

from __future__ import annotations

from onrecord.ingest.page.extract import Extractor
from onrecord.ingest.page.sketch import sketch

__all__ = ["Extractor", "sketch"]
