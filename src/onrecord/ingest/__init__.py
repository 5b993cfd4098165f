"""Bytes in, documents out.

:func:`load` reads a file, a folder, standard input or bytes; :func:`load_all` several of them; :func:`from_text` a text at hand,
:func:`from_page` a page that was fetched.
Plain text, web pages, JSON and JSONL are told apart by looking. What cannot be read gives a :class:`Failure` with a line that
says why and what to do, and the rest goes on. Web pages are parsed in a process of their own, with limits of time and memory.
"""

from __future__ import annotations

from onrecord.ingest.doors import STANDARD_INPUT, Given, from_page, from_text, load, load_all
from onrecord.ingest.hints import Failure, Hints

__all__ = ["STANDARD_INPUT", "Failure", "Given", "Hints", "from_page", "from_text", "load", "load_all"]
