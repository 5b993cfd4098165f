"""Feeds, sitemaps and pages that list others: this process's side of reading them."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from onrecord.errors import InputError, ModelMissing, TooLarge
from onrecord.ingest.encoding import declared, decode
from onrecord.ingest.files import Unpacked, all_of
from onrecord.ingest.limits import FEED_BYTES, megabytes
from onrecord.ingest.policy import as_written
from onrecord.ingest.sandbox import parser
from onrecord.ingest.sniff import is_gzip
from onrecord.ingest.web import told
from onrecord.ingest.wire import Link, Links, Refused
from onrecord.tables import Knowledge

__all__ = ["Link", "Links", "links_in"]


def links_in(data: bytes, form: str, knowledge: Knowledge, selectors: tuple[str, ...] = (), charset: str | None = None) -> Links:
    """What a ``feed``, a ``sitemap`` (packed or not) or the ``links`` of a page list, parsed in a process of its own.

    ``charset`` is the encoding that the server named. Raises ``InputError`` or one of its kinds for what is none of these or
    beyond the limits, ``ModelMissing`` where feedparser is not installed.
    """
    if form == "sitemap" and is_gzip(data):
        data = all_of(cast(BinaryIO, io.BufferedReader(Unpacked(cast(BinaryIO, io.BytesIO(data))))))
    elif form != "sitemap" and len(data) > FEED_BYTES:
        raise TooLarge(f"it is over {megabytes(FEED_BYTES)}, the limit for a list of pages: name another list")
    if form == "feed":
        _feeds_are_read()
    given: str | bytes = as_written(decode(data, charset or declared(data)).text)[0] if form == "links" else data
    found = parser(knowledge).parse(given, None, form, False, selectors)
    if isinstance(found, Refused):
        raise told(found)
    if not isinstance(found, Links):
        raise InputError("this is no list of pages: check its address")
    return found


def _feeds_are_read() -> None:
    from importlib.util import find_spec

    if find_spec("feedparser") is None:
        raise ModelMissing("feedparser is not installed: pip install 'onrecord[crawl]'")
