"""Links on a page that lists others."""

from __future__ import annotations

from typing import Any

from onrecord.ingest.page.extract import page_tree
from onrecord.ingest.page.selectors import Selector
from onrecord.ingest.wire import Link, Refused

__all__ = ["read"]

_EVERY = ("a[href]@href",)


def read(text: str, selectors: tuple[str, ...]) -> list[Link] | Refused:
    """The addresses that the first of the selectors finds that finds any; by default those of all links."""
    page: Any = page_tree(text)
    if isinstance(page, Refused):
        return page
    for each in selectors or _EVERY:
        selector = Selector(each)
        found = [_address(element, selector.attribute or "href") for element in selector.elements(page)]
        if any(found):
            return [Link(address) for address in found if address]
    return []


def _address(element: Any, attribute: str) -> str:
    return "".join((element.get(attribute) or "").split())
