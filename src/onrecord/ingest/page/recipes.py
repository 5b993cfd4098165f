"""Recipes for the pages of known publishers, made from ``knowledge/publishers``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.ingest.page.render import line
from onrecord.ingest.page.selectors import Selector
from onrecord.lookups.publishers import Publisher

__all__ = ["Recipe", "recipe"]

_SELECTORS = ("title", "lead", "body", "date", "place", "publisher", "remove", "list", "photos", "videos")
_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where on a publisher's pages things stand. Of several selectors for one thing, the first that finds something counts."""

    publisher: Publisher
    markers: tuple[Selector, ...]
    date_order: str | None
    selectors: Mapping[str, tuple[Selector, ...]] = field(default_factory=dict)
    dated_addresses: bool = False

    def marks(self, page: Any) -> bool:
        """Whether the page bears one of the publisher's marks."""
        return any(marker.elements(page) for marker in self.markers)

    def values(self, page: Any, name: str, removed: Collection[Any]) -> Iterator[str]:
        """The values that the selectors of ``name`` find, the first selector's first, without what is to be removed in them."""
        for selector in self.selectors.get(name, ()):
            for element in selector.elements(page):
                value = element.get(selector.attribute) if selector.attribute else line(element, removed)
                if value and value.strip():
                    yield " ".join(value.split())

    def elements(self, page: Any, name: str) -> list[Any]:
        """What the first selector that finds something finds, none within another. What to remove: all that any finds."""
        found: list[Any] = []
        for selector in self.selectors.get(name, ()):
            found += selector.elements(page)
            if found and name != "remove":
                break
        inside = set(found)
        return found if name == "remove" else [e for e in found if not any(up in inside for up in e.iterancestors())]


def recipe(publisher: Publisher) -> Recipe:
    """The recipe of a publisher. Raises ``KnowledgeError`` where its file does not hold together."""
    page, where = publisher.page, f"publishers/{publisher.key}.toml"
    unknown = sorted(set(page) - {*_SELECTORS, "date_order", "dated_addresses"})
    if unknown:
        raise KnowledgeError(f"{where}: [page] has no key {unknown[0]!r}: mend it")
    if page.get("date_order") not in (None, *_ORDERS):
        raise KnowledgeError(f'{where}: date_order is "dmy" or "mdy": mend it')
    if not isinstance(page.get("dated_addresses", False), bool):
        raise KnowledgeError(f"{where}: dated_addresses is true or false: mend it")
    selectors = {name: tuple(_compiled(page[name], where, name)) for name in _SELECTORS if name in page}
    return Recipe(
        publisher, tuple(map(Selector, publisher.markers)), page.get("date_order"), selectors, page.get("dated_addresses", False)
    )


def _compiled(values: Any, where: str, name: str) -> Iterator[Selector]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise KnowledgeError(f"{where}: {name} is a list of selectors: mend it")
    yield from map(Selector, values)
