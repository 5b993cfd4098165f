"""From a page to its text and facts: by its publisher's recipe where one is known, by the page's own markup where none is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree, html

from onrecord.ingest.dates import day_in_address, written_day
from onrecord.ingest.page import main_text, metadata
from onrecord.ingest.page.recipes import Recipe, recipe
from onrecord.ingest.page.render import Block, blocks, joined
from onrecord.ingest.titles import furniture_lines
from onrecord.ingest.wire import PageFacts, Refused
from onrecord.lookups.publishers import publishers
from onrecord.tables import Knowledge

__all__ = ["Extractor", "Page", "page_tree"]

SUMMARY_NOTE = "the page holds the summary of the report only"
_COUNT = re.compile(r"\d{1,4}")
_FEWEST_IN_LIST = 3
_MOST_QUOTED = 50
_NO_LETTERS = re.compile(r"[\W_]+")
_NOTHING = re.compile(r"(?!)")
_QUOTED = frozenset(("blockquote", "aside"))


class Extractor:
    """Takes reports from pages. Made once for a knowledge, it compiles all recipes."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._publishers = publishers(knowledge)
        self._furniture = furniture_lines(knowledge)
        self._recipes = {p.key: recipe(p) for p in self._publishers.all if p.page or p.markers}

    def read(self, text: str, url: str | None) -> PageFacts | Refused:
        """What is on a page, given as text; ``url`` is its address where the caller knows it."""
        page = page_tree(text)
        if isinstance(page, Refused):
            return page
        return Page(page, url, self._recipe(page, url), self._furniture).facts()

    def _recipe(self, page: Any, url: str | None) -> Recipe | None:
        """By the address that the caller or the page gives, else by a mark that the page bears."""
        for address in (url, *metadata.addresses(page)):
            publisher = self._publishers.by_address(address)
            if publisher:
                return self._recipes.get(publisher.key) or recipe(publisher)
        return next((known for known in self._recipes.values() if known.marks(page)), None)


def page_tree(text: str) -> Any:
    """The page's tree, or a ``Refused`` that says why there is none."""
    # huge_tree: 2,048 levels and not 256, which pages of unclosed tags reach. Memory and time are limited from outside.
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, AssertionError, ValueError) as error:
        return _no_tree(str(error))
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return Refused("malformed", "the page is nested too deeply to be a report")
    return page


def _no_tree(problem: str) -> Refused:
    if "unknown error" in problem:
        # What libxml2 says where it gets no more memory.
        raise MemoryError
    return Refused("empty" if "empty" in problem.lower() else "malformed", f"no web page can be made out of it ({problem})")


class Page:
    """One page on its way to its facts."""

    def __init__(self, page: Any, url: str | None, known: Recipe | None, furniture: re.Pattern[str] = _NOTHING) -> None:
        self._furniture = furniture
        self._page = page
        self._url = url
        self._recipe = known
        self._notes: list[str] = []

    def facts(self) -> PageFacts | Refused:
        """All that is known of the page, or why there is no report on it."""
        parts, how = self._by_recipe() or self.by_markup()
        if isinstance(parts, Refused):
            return parts
        text = joined(_without_pull_quotes(parts))
        if not text:
            return Refused("empty", self._why_empty())
        published = self._published()
        return PageFacts(
            text=text,
            extractor=how,
            title=self.title,
            url=self._url or next(iter(metadata.addresses(self._page)), None),
            publisher=self._publisher(),
            language=metadata.language(self._page),
            published=published,
            published_guessed=None if published else self._guessed_day(),
            place=self._value("place"),
            photos=self._count("photos"),
            videos=self._count("videos"),
            notes=tuple(self._notes),
        )

    @cached_property
    def title(self) -> str | None:
        """The report's title: what the recipe names, else what the page's head and headings say."""
        known = self._recipe.publisher if self._recipe else None
        return self._value("title") or metadata.title(self._page, (known.name, *known.aliases) if known else ())

    @cached_property
    def _removed(self) -> set[Any]:
        return set(self._recipe.elements(self._page, "remove")) if self._recipe else set()

    def _values(self, name: str) -> Iterator[str]:
        return self._recipe.values(self._page, name, self._removed) if self._recipe else iter(())

    def _value(self, name: str) -> str | None:
        return next(self._values(name), None)

    def _by_recipe(self) -> tuple[list[Block], str] | None:
        """The lead and the body that the recipe names; null where nothing stands there on this page."""
        if self._recipe is None:
            return None
        bodies = self._recipe.elements(self._page, "body")
        body = [block for element in bodies for block in blocks(element, self._removed)]
        lead = [block for element in self._recipe.elements(self._page, "lead") for block in blocks(element, self._removed)]
        lead = [block for block in lead if block.text not in {other.text for other in body[:2]}]
        if not bodies or not (lead or body):
            return None
        if not body:
            self._notes.append(SUMMARY_NOTE)
        same = {id(block) for block in (*lead, *body)[:1] if block.text == self.title and len(lead) + len(body) > 1}
        return [b for b in (*lead, *body) if id(b) not in same], f"recipe {self._recipe.publisher.key}"

    def by_markup(self) -> tuple[list[Block] | Refused, str]:
        """The paragraphs of the report by the page's own markup, or that it is a list, and what found them."""
        how = f"trafilatura {_version()}"
        listed = self._listed()
        if listed:
            return Refused("list", f"this page is a list of {listed} reports, not a report"), how
        parts = main_text.main_blocks(self._page, self.title)
        if main_text.is_list(parts):
            return Refused("list", "this page is a list of links, not a report"), how
        return main_text.trimmed(parts, self._furniture), how

    def _listed(self) -> int:
        """How many reports a list page lists; 0 where the recipe knows of no list on it."""
        found = self._recipe.elements(self._page, "list") if self._recipe else []
        return len(found) if len(found) >= _FEWEST_IN_LIST else 0

    def _why_empty(self) -> str:
        photos, videos = self._count("photos"), self._count("videos")
        holds = " and ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in ((photos, "photo"), (videos, "video")) if n)
        return f"the page holds {holds} and no text of a report" if holds else "no text of a report stands on the page"

    def _publisher(self) -> str | None:
        if self._recipe is None:
            return metadata.site(self._page)
        return self._value("publisher") or self._recipe.publisher.name or metadata.site(self._page)

    def _published(self) -> str | None:
        order = self._recipe.date_order if self._recipe else None
        for value in self._values("date"):
            if day := written_day(value, order):
                return day
        return metadata.published(self._page) or self._day_in_address()

    def _day_in_address(self) -> str | None:
        """The day in the page's address, where its publisher's addresses hold the day of publication."""
        if self._recipe is None or not self._recipe.dated_addresses:
            return None
        days = (day_in_address(url) for url in (self._url, *metadata.addresses(self._page)) if url)
        return next(filter(None, days), None)

    def _guessed_day(self) -> str | None:
        return metadata.beside_heading(blocks(self._page), self.title) or metadata.found_by_htmldate(self._page)

    def _count(self, name: str) -> int | None:
        found = _COUNT.search(self._value(name) or "")
        return int(found[0]) if found else None


def _without_pull_quotes(parts: list[Block]) -> list[Block]:
    """The paragraphs without those set apart in a quotation whose words stand in another paragraph too."""
    apart = {i for i, block in enumerate(parts) if any(e.tag in _QUOTED for e in (block.element, *block.element.iterancestors()))}
    if not 0 < len(apart) <= _MOST_QUOTED:
        return parts
    body = "\n".join(_letters(block.text) for i, block in enumerate(parts) if i not in apart)
    return [block for i, block in enumerate(parts) if i not in apart or _letters(block.text) not in body]


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _version() -> str:
    from importlib.metadata import version

    return version("trafilatura")
