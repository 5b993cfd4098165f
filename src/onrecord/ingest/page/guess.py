"""Where on one page things stand, as selectors for a recipe: guessed, to be looked at by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.ingest.dates import written_day
from onrecord.ingest.page.metadata import date_fields
from onrecord.ingest.page.render import Block, blocks, line
from onrecord.ingest.page.selectors import Selector

__all__ = ["Found", "found_body", "found_date", "found_lead", "found_removed", "found_title", "selector_of"]

_NAME = re.compile(r"[A-Za-z][\w-]{1,60}\Z")
_NUMBERED = re.compile(r"\d{3}")
_TAG = re.compile(r"[a-z][a-z0-9]*\Z")
_ALONE = frozenset(("article", "h1", "main"))
_HIGHEST = 8
_MOST_CLASSES = 6
_MOST_REMOVED = 12
_FEWEST_WITH_LEAD = 3
_MOST_OF_BODY = 0.9
_LONGEST_DATE = 60

Found = tuple[str, Any]
"""A selector, and the element that it selects on the page."""


def selector_of(element: Any, page: Any) -> str | None:
    """A selector that finds this element of the page and no other, by what does not change from page to page; null for none."""
    own = list(_names(element))
    for text in own:
        if _selects(text, element, page):
            return text
    inner = [*own, element.tag] if _TAG.match(str(element.tag)) else own
    for depth, up in enumerate(element.iterancestors()):
        if depth == _HIGHEST:
            break
        for outer in _names(up):
            for text in inner:
                if _selects(f"{outer} {text}", element, page):
                    return f"{outer} {text}"
    return None


def found_title(page: Any, title: str | None) -> Found | None:
    """The heading that is the report's title."""
    headings = [e for e in page.iter("h1", "h2", "h3") if title and line(e) == title]
    return _first(headings, page)


def found_body(parts: Sequence[Block], page: Any) -> Found | None:
    """The innermost element that holds nearly all of the report; its first paragraph may be a lead above that."""
    held: Counter[Any] = Counter()
    parts = parts[1:] if len(parts) > _FEWEST_WITH_LEAD else parts
    for block in parts:
        for element in (block.element, *block.element.iterancestors()):
            held[element] += len(block.text)
    least = _MOST_OF_BODY * sum(len(block.text) for block in parts)
    holders = [e for e in held if held[e] >= least and e.tag not in ("p", "body", "html")]
    return _first(sorted(holders, key=lambda e: -sum(1 for _ in e.iterancestors())), page)


def found_lead(parts: Sequence[Block], body: Any, page: Any) -> Found | None:
    """The paragraph of the report that stands above its body."""
    above: list[Any] = []
    for block in parts:
        if body in (block.element, *block.element.iterancestors()):
            break
        above.append(block.element)
    return _first(above, page)


def found_removed(parts: Sequence[Block], body: Any, page: Any) -> list[Found]:
    """What stands in the body and is no part of the report: the outermost elements that hold nothing of it."""
    kept = {e for block in parts for e in (block.element, *block.element.iterancestors())}
    found: dict[str, Any] = {}
    for block in blocks(body):
        chain = [e for e in (block.element, *block.element.iterancestors()) if e not in kept]
        outermost = [e for e in chain if e is not body and body in e.iterancestors()]
        named = next(((text, e) for e in reversed(outermost) for text in _names(e) if e.tag not in ("p", "br")), None)
        if named and len(found) < _MOST_REMOVED and not _takes(named[0], kept, page):
            found.setdefault(*named)
    return list(found.items())


def found_date(page: Any, shown: Sequence[Block]) -> Found | None:
    """A field of the head, an element for times, or a short line that states the day of publication."""
    for element, selector in date_fields(page):
        if written_day(element.get("content")):
            return f"{selector}@content", element
    for element in page.iter("time"):
        if written_day(element.get("datetime")) and (text := selector_of(element, page)):
            return f"{text}@datetime", element
    lines = [b.element for b in shown if len(b.text) <= _LONGEST_DATE and written_day(b.text, "dmy")]
    return _first(lines, page)


def _first(elements: Sequence[Any], page: Any) -> Found | None:
    for element in elements:
        text = selector_of(element, page)
        if text:
            return text, element
    return None


def _names(element: Any) -> Iterator[str]:
    """What an element may be called by: its id, its classes, its tag where pages have only one of it. Nothing numbered."""
    tag = str(element.tag)
    if not _TAG.match(tag):
        return
    own = element.get("id") or ""
    if _NAME.match(own) and not _NUMBERED.search(own):
        yield f"#{own}"
    classes = [c for c in (element.get("class") or "").split()[:_MOST_CLASSES] if _NAME.match(c) and not _NUMBERED.search(c)]
    yield from (f"{tag}.{name}" for name in classes)
    if len(classes) > 1:
        yield tag + "".join(f".{name}" for name in classes)
    if tag in _ALONE:
        yield tag


def _selects(text: str, element: Any, page: Any) -> bool:
    return Selector(text).elements(page) == [element]


def _takes(text: str, kept: set[Any], page: Any) -> bool:
    """Whether a selector would take something of the report."""
    return any(element in kept for element in Selector(text).elements(page))
