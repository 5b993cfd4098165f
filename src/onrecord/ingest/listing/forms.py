"""Which list is read how."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.ingest.limits import LINK_LENGTH, LINKS
from onrecord.ingest.listing import feed, links, sitemap
from onrecord.ingest.wire import Link, Links, Refused

__all__ = ["FORMS", "read"]

FORMS = ("feed", "sitemap", "links")


def read(form: str, data: bytes, selectors: tuple[str, ...] = ()) -> Links | Refused:
    """The links of a feed or a sitemap in bytes, or of a page in UTF-8; ``selectors`` say which links of a page."""
    if form == "feed":
        found = feed.read(data)
        return found if isinstance(found, Refused) else _limited(found, ())
    if form == "sitemap":
        both = sitemap.read(data)
        return both if isinstance(both, Refused) else _limited(*both)
    found = links.read(data.decode("utf-8"), selectors)
    return found if isinstance(found, Refused) else _limited(found, ())


def _limited(items: Iterable[Link], maps: Iterable[Link]) -> Links:
    """Each address once, in its order; too many and too long ones are left out."""
    pages, more = _once(items)
    further, also = _once(maps)
    return Links(pages, further, more or also)


def _once(items: Iterable[Link]) -> tuple[tuple[Link, ...], bool]:
    found: dict[str, Link] = {}
    for link in items:
        if 0 < len(link.url) <= LINK_LENGTH and link.url not in found:
            if len(found) == LINKS:
                return tuple(found.values()), True
            found[link.url] = link
    return tuple(found.values()), False
