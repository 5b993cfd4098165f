"""A web page as the facts of a report. This runs in the parsing process: see ``onrecord.ingest.worker``."""

from __future__ import annotations

from onrecord.ingest.page.extract import Extractor

__all__ = ["Extractor"]
