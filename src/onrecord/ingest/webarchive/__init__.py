"""Web archives (WARC, ISO 28500), record by record, with every declared length and digest checked.

Known readers of web archives pass over a record that is cut short, and stop or go wrong at a damaged one. Here each is told as
an :class:`Entry` with its damage, and reading goes on at the next whole record.
"""

from __future__ import annotations

from onrecord.ingest.webarchive.held import name_of, page_of
from onrecord.ingest.webarchive.pages import Answer, answer_of
from onrecord.ingest.webarchive.pieces import is_archive, next_member
from onrecord.ingest.webarchive.records import Entry, entries

__all__ = ["Answer", "Entry", "answer_of", "entries", "is_archive", "name_of", "next_member", "page_of"]
