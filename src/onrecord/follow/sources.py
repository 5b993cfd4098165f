"""Sources: where a publisher lists its reports. Each is the table ``[follow]`` of a file of ``knowledge/publishers``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import KnowledgeError
from onrecord.follow.limits import DELAY, LONGEST_DELAY
from onrecord.ingest.limits import LINK_LENGTH
from onrecord.lookups.publishers import Publisher, publishers
from onrecord.tables import Knowledge

__all__ = ["Source", "sources"]

_KEYS = frozenset(("feeds", "sitemaps", "pages", "links", "entries", "delay", "checked"))
_MOST_STARS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Where a publisher lists its reports.

    ``lists`` are pairs of a form (``feed``, ``sitemap``, ``links``) and an address. ``links`` are patterns of the addresses of
    its reports, ``entries`` selectors of links on list pages. ``delay`` is in seconds. ``checked`` is the day on which the
    addresses were last seen to answer as they are described here, null where nobody has checked them.
    """

    key: str
    name: str
    country: str | None
    hosts: tuple[str, ...]
    lists: tuple[tuple[str, str], ...]
    links: tuple[re.Pattern[str], ...]
    entries: tuple[str, ...]
    delay: float
    checked: str | None

    def takes(self, url: str) -> bool:
        """Whether an address is that of one of its reports, by its patterns."""
        return len(url) <= LINK_LENGTH and self.holds(url) and any(pattern.fullmatch(url) for pattern in self.links)

    def holds(self, url: str) -> bool:
        """Whether an address is at one of its hosts, over http or https, on the usual port."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or port not in (None, 80, 443) or parts.username is not None:
            return False
        return any(host == own or host.endswith("." + own) for own in self.hosts)


def sources(knowledge: Knowledge) -> Mapping[str, Source]:
    """All sources by their keys. Raises ``KnowledgeError`` where one does not hold together."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Mapping[str, Source]:
    known = {publisher.key: publisher for publisher in publishers(knowledge).all}
    tables = ((key, table["follow"]) for key, table in knowledge.each("publishers") if "follow" in table)
    return {key: _source(known[key], table) for key, table in sorted(tables)}


def _source(publisher: Publisher, table: Any) -> Source:
    key = publisher.key
    if not isinstance(table, Mapping) or not set(table) <= _KEYS:
        raise _broken(key, f"[follow] is a table of {', '.join(sorted(_KEYS))}")
    delay, checked = table.get("delay", DELAY), table.get("checked")
    if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= LONGEST_DELAY:
        raise _broken(key, f"delay is a number of seconds up to {LONGEST_DELAY:.0f}")
    forms = (("feed", "feeds"), ("sitemap", "sitemaps"), ("links", "pages"))
    lists = tuple((form, url) for form, name in forms for url in _strings(key, table, name))
    links = tuple(_pattern(key, pattern) for pattern in _strings(key, table, "links"))
    if not lists or not links:
        raise _broken(key, "[follow] names feeds, sitemaps or pages, and the links to take from them")
    found = Source(
        key=key,
        name=publisher.name,
        country=publisher.country,
        hosts=tuple(dict.fromkeys(domain.partition("/")[0] for domain in publisher.domains)),
        lists=lists,
        links=links,
        entries=tuple(_strings(key, table, "entries")),
        delay=float(delay),
        checked=str(checked) if checked else None,
    )
    for _, url in lists:
        if not found.holds(url):
            raise _broken(key, f"{url} is at none of the publisher's domains")
    return found


def _pattern(key: str, text: str) -> re.Pattern[str]:
    """A pattern of addresses: ``*`` stands for anything but a question mark, ``#`` for digits."""
    if text.count("*") > _MOST_STARS:
        raise _broken(key, f"{text} has over {_MOST_STARS} stars")
    pieces = (re.escape(piece) for piece in re.split(r"([*#])", text))
    return re.compile("".join({r"\*": "[^?]{1,400}", r"\#": r"\d{1,20}"}.get(piece, piece) for piece in pieces))


def _strings(key: str, table: Mapping[str, Any], name: str) -> Iterator[str]:
    values = table.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise _broken(key, f"{name} is a list of strings")
    yield from values


def _broken(key: str, why: str) -> KnowledgeError:
    return KnowledgeError(f"publishers/{key}.toml: {why}: mend it")
