"""Publishers of reports: told by an address or a name, with their country and what belongs to their pages and not to the reports.

Each is a file of ``knowledge/publishers``; ``president-russia.toml`` says what every key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import KnowledgeError
from onrecord.tables import Knowledge

__all__ = ["Publisher", "Publishers", "lines_pattern", "principal_name", "publishers", "real_address"]

_ARCHIVED = re.compile(
    r"\Ahttps?://(?:web\.archive\.org/web|archive\.(?:is|ph|today|org|vn|md))/(?:\d{4,14}[a-z_]{0,4}/)?(?=https?:)", re.IGNORECASE
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_LONGEST_NAME = 500
_BEFORE = re.compile(r" ?[(\[,;|/]| (?:via|quoting|quoted by|as carried by|republished by|as quoted) | [–—-] ")
_KIND = re.compile(
    r"(?: (?:text|statement|readout|press|secretary|release|service|website|spokes(?:man|woman|person)|transcript)){1,4}\Z",
    re.IGNORECASE,
)
_COPIES = re.compile(r"\b(?:republishing|reposting|reprinting) (.{2,200})", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Somebody who publishes reports of talks.

    ``country``: ISO 3166-1 alpha-2, the side that it speaks for. ``domains``: hosts, each with its subdomains and, after a
    slash, the beginning of a path. ``furniture``: lines of its pages that are no part of a report, ``*`` standing for
    anything and ``#`` for a digit. ``page``: selectors of its web pages, empty where only its name is known.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    domains: tuple[str, ...]
    furniture: tuple[str, ...]
    markers: tuple[str, ...]
    page: Mapping[str, Any]


class Publishers:
    """All publishers of a knowledge. Make it with :func:`publishers`."""

    def __init__(self, found: Iterable[Publisher]) -> None:
        self.all = tuple(found)
        self._names: dict[str, Publisher] = {}
        domains: list[tuple[str, str, Publisher]] = []
        for publisher in self.all:
            for name in (publisher.name, *publisher.aliases):
                self._names.setdefault(_key(name), publisher)
            domains += [(*_split(domain), publisher) for domain in publisher.domains]
        self._domains = sorted(domains, key=lambda item: (-len(item[0]), -len(item[1])))

    def by_name(self, name: str | None) -> Publisher | None:
        """The publisher with this name or alias; what follows a comma, dash or bracket ("..., quoted by ...") may be left
        out, and so may what it is that they published ("Kremlin text").

        Of one that is not known and republishes another's words ("..., republishing ..."), that other.
        """
        principal = principal_name(name or "")
        known = next(
            (self._names[k] for n in (name or "", principal, _KIND.sub("", principal)) if (k := _key(n)) in self._names), None
        )
        if known is None and (copied := _COPIES.search(" ".join((name or "")[:_LONGEST_NAME].split()))):
            return self._names.get(_key(principal_name(copied[1])))
        return known

    def by_address(self, url: str | None) -> Publisher | None:
        """The publisher at whose address a page stands; of several, the one whose domain says most. Archived copies count."""
        host, path = _split(real_address(url or ""))
        for domain, under, publisher in self._domains:
            if (host == domain or host.endswith("." + domain)) and path.startswith(under):
                return publisher
        return None


def publishers(knowledge: Knowledge) -> Publishers:
    """The publishers of ``knowledge``, built once. Raises ``KnowledgeError`` where one of the files does not hold together."""
    return knowledge.derived(_build)


def real_address(url: str) -> str:
    """The address of the page itself, where ``url`` is that of an archive's copy of it."""
    return _ARCHIVED.sub("", url.strip(), count=1)


def principal_name(name: str) -> str:
    """A publisher's name without what follows a comma, dash or bracket: by whom it was quoted, republished, translated."""
    return _BEFORE.split(" ".join(name[:_LONGEST_NAME].split()), maxsplit=1)[0].strip()


def lines_pattern(lines: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a whole line that is one of ``lines``, blind to case: ``*`` stands for anything, ``#`` for a digit."""
    parts = sorted({".{0,400}".join("\\d".join(map(re.escape, piece.split("#"))) for piece in line.split("*")) for line in lines})
    return re.compile(f"(?:{'|'.join(parts)})" if parts else "(?!)", re.IGNORECASE)


def _build(knowledge: Knowledge) -> Publishers:
    return Publishers(_publisher(key, table) for key, table in knowledge.each("publishers"))


def _publisher(key: str, table: Mapping[str, Any]) -> Publisher:
    name, country = table.get("name", ""), table.get("country") or None
    if not isinstance(name, str) or not isinstance(country, str | None) or not isinstance(table.get("page", {}), Mapping):
        raise KnowledgeError(f"publishers/{key}.toml: name and country are strings, [page] is a table: mend it")
    return Publisher(
        key=key,
        name=name,
        aliases=tuple(_strings(key, table, "aliases")),
        country=country,
        domains=tuple(_strings(key, table, "domains")),
        furniture=tuple(_strings(key, table.get("furniture", {}), "lines")),
        markers=tuple(_strings(key, table, "markers")),
        page=table.get("page", {}),
    )


def _strings(key: str, table: Any, name: str) -> Iterator[str]:
    values = table.get(name, []) if isinstance(table, Mapping) else None
    if not isinstance(values, list) or not all(isinstance(value, str) and _SAYS_SOMETHING.search(value) for value in values):
        raise KnowledgeError(f"publishers/{key}.toml: {name} is a list of strings with a letter or digit in each: mend it")
    yield from values


def _key(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.replace("’", "'").split())).casefold()


def _split(address: str) -> tuple[str, str]:
    """Host and path of an address or of a domain, in lower case, without ``www.``, port and a closing dot."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return "", ""
    return host, parts.path.strip("/").lower()
