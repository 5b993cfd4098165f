"""A recipe guessed from one page of a publisher, with a page of the same shape that holds an invented report.

Nothing of the page's own words is taken over: of each element that matters its tag, id and classes, and of the head the names of
the fields, with invented values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree, html

from onrecord.ingest.dates import iso_day
from onrecord.ingest.page import guess, metadata
from onrecord.ingest.page.extract import Page, page_tree
from onrecord.ingest.page.render import Block, blocks
from onrecord.ingest.titles import furniture_lines
from onrecord.ingest.wire import Refused, Sketch
from onrecord.tables import Knowledge

__all__ = ["sketch"]

_SHAPE = ("id", "class", "property", "name", "itemprop", "role", "lang")
_LONGEST = 200
_MOST_PARAGRAPHS = 6
_BY_NUMBERS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})[./-]\d{4}\b")
_MONTH_FIRST = re.compile(r"[A-Za-z]{3,9}\.? \d{1,2},? \d{4}")


def sketch(text: str, url: str | None, knowledge: Knowledge) -> Sketch | Refused:
    """The recipe and the example page for a page that is given as text, or why no report can be found on it."""
    tree = page_tree(text)
    if isinstance(tree, Refused):
        return tree
    page = Page(tree, url, None, furniture_lines(knowledge))
    parts, _ = page.by_markup()
    if isinstance(parts, Refused):
        return parts
    if not parts:
        return Refused("empty", "no text of a report stands on the page")
    found = _found(tree, page.title, parts)
    return Sketch(
        selectors=_selectors(found),
        example=_Skeleton(tree, found, parts, knowledge.toml("recipe_example.toml")).written(),
        name=metadata.site(tree),
        url=url or next(iter(metadata.addresses(tree)), None),
        language=metadata.language(tree),
    )


def _found(tree: Any, title: str | None, parts: Sequence[Block]) -> dict[str, list[guess.Found]]:
    """What was found, by the keys of a recipe."""
    body = guess.found_body(parts, tree)
    lead = guess.found_lead(parts, body[1], tree) if body else None
    one = {"title": guess.found_title(tree, title), "date": guess.found_date(tree, blocks(tree)), "lead": lead, "body": body}
    found = {name: [value] for name, value in one.items() if value}
    removed = guess.found_removed(parts, body[1], tree) if body else []
    return {**found, "remove": removed} if removed else found


def _selectors(found: Mapping[str, Sequence[guess.Found]]) -> dict[str, str | list[str]]:
    selectors: dict[str, str | list[str]] = {name: [text for text, _ in values] for name, values in found.items()}
    for _, element in found.get("date", ()):
        if numbers := _BY_NUMBERS.search(_date_text(element)):
            selectors["date_order"] = "mdy" if int(numbers[3]) > 12 else "dmy"
    return selectors


def _date_text(element: Any) -> str:
    return str(element.get("content") or element.get("datetime") or " ".join("".join(element.itertext()).split()))[:_LONGEST]


class _Skeleton:
    """The elements of a page that matter, each with its ancestors, and invented words in them."""

    def __init__(
        self, tree: Any, found: Mapping[str, Sequence[guess.Found]], parts: Sequence[Block], words: Mapping[str, Any]
    ) -> None:
        self._tree, self._found, self._words = tree, found, words
        self._paragraphs = [b.element for b in parts if not self._is("lead", b.element)]
        self._paragraphs = list(dict.fromkeys(self._paragraphs))[:_MOST_PARAGRAPHS]

    def written(self) -> str:
        """The page as HTML."""
        texts = dict(self._texts())
        kept = {up for element in texts for up in (element, *element.iterancestors())}
        root = self._copied(self._tree.getroottree().getroot(), kept, texts)
        head = root.find("head")
        if head is None:
            root.insert(0, head := etree.Element("head"))
        head.insert(0, etree.Element("meta", {"charset": "utf-8"}))
        etree.SubElement(head, "title").text = self._words["title"]
        etree.indent(root)
        return "<!doctype html>\n" + str(html.tostring(root, encoding="unicode", method="html")) + "\n"

    def _is(self, name: str, element: Any) -> bool:
        return any(element is other for _, other in self._found.get(name, ()))

    def _texts(self) -> Iterator[tuple[Any, list[str]]]:
        """The elements that get words, each with its paragraphs."""
        for tag, words in (("nav", self._words["other"][0]), ("footer", self._words["other"][1])):
            element = self._tree.find(f".//{tag}")
            if element is not None:
                yield element, [words]
        for name in ("title", "lead"):
            yield from ((element, [self._words[name]]) for _, element in self._found.get(name, ()))
        yield from ((element, [self._day(element)]) for _, element in self._found.get("date", ()))
        yield from ((element, [self._words["other"][2]]) for _, element in self._found.get("remove", ()))
        alone = len(self._paragraphs) == 1
        for element, words in zip(self._paragraphs, self._words["paragraphs"], strict=False):
            yield element, list(self._words["paragraphs"]) if alone else [words]

    def _day(self, element: Any) -> str:
        """The invented day, written as the page writes its own."""
        own, day = _date_text(element), str(self._words["day"])
        year, month, number = day.split("-")
        if iso_day(own):
            return day
        if numbers := _BY_NUMBERS.search(own):
            order = (month, number) if int(numbers[3]) > 12 else (number, month)
            return numbers[2].join((*order, year))
        return f"June {number}, {year}" if _MONTH_FIRST.search(own) else f"{number} June {year}"

    def _copied(self, root: Any, kept: set[Any], texts: Mapping[Any, list[str]]) -> Any:
        """A copy of the elements in ``kept`` with the words of ``texts``."""
        copies: dict[Any, Any] = {}
        for element in root.iter():
            if element not in kept:
                continue
            parent = copies.get(element.getparent())
            shape = self._shape(element, texts.get(element))
            copies[element] = (
                etree.Element(element.tag, shape) if parent is None else etree.SubElement(parent, element.tag, shape)
            )
            if element.tag not in ("meta", "html", "head", "body"):
                _fill(copies[element], texts.get(element, []))
        return copies[root]

    def _shape(self, element: Any, words: list[str] | None) -> dict[str, str]:
        shape = {name: element.get(name)[:_LONGEST] for name in _SHAPE if element.get(name)}
        for name in ("content", "datetime"):
            if element.get(name) and words:
                shape[name] = words[0]
        return shape


def _fill(element: Any, paragraphs: Sequence[str]) -> None:
    """Words into an element, two line breaks between its paragraphs."""
    for number, words in enumerate(paragraphs):
        if number == 0:
            element.text = words
        else:
            etree.SubElement(element, "br")
            etree.SubElement(element, "br").tail = words
