"""Elements of a page as the paragraphs that a browser shows.

White space runs together, ``<br>`` ends a line and two of them a paragraph, blocks are paragraphs, what is hidden or is no text
is left out. No-break spaces and all other characters stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

__all__ = ["Block", "blocks", "joined", "line"]

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot"),
        *("thead", "tr", "ul"),
    )
)
_LEFT_OUT = frozenset(
    (
        *(
            "amp-ad",
            "amp-analytics",
            "amp-consent",
            "amp-embed",
            "amp-sidebar",
            "amp-social-share",
            "applet",
            "area",
            "audio",
            "base",
            "button",
            "canvas",
            "datalist",
            "dialog",
            "embed",
            "figure",
            "frame",
            "frameset",
        ),
        *("head", "iframe", "img", "input", "link", "map", "math", "menu", "meta", "nav", "noembed", "noframes", "noscript"),
        *("object", "option", "param", "progress", "script", "select", "source", "style", "svg", "template", "textarea"),
        *("title", "track", "video"),
    )
)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:tooltip|sr-only|visually-?hidden|screen-reader-text)(?=$|[\s_-])|(?:^|\s)hidden(?=$|\s)", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SPACES_IN_LINE = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its text, the element that it stands in, and how many of its characters are links."""

    text: str
    element: Any
    linked: int


def blocks(root: Any, without: Collection[Any] = ()) -> list[Block]:
    """The paragraphs of an element, in order; ``without`` are elements that are left out with all that is in them."""
    return list(_Walk(frozenset(without)).over(root))


def joined(parts: list[Block]) -> str:
    """Paragraphs as one text, a blank line between them."""
    return "\n\n".join(block.text for block in parts)


def line(element: Any, without: Collection[Any] = ()) -> str:
    """The text of an element on one line."""
    return " ".join(" ".join(block.text for block in blocks(element, without)).split())


class _Walk:
    """A walk over a page's elements without recursion, for pages are nested as deeply as their makers please."""

    def __init__(self, without: frozenset[Any]) -> None:
        self._without = without
        self._pieces: list[str] = []
        self._linked = self._in_link = self._in_pre = 0

    def over(self, root: Any) -> Iterator[Block]:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if element is not root and self._left_out(element):
                    walk.skip_subtree()
                    if element.tag in _BLOCKS:
                        yield from self._ended(element.getparent())
                    continue
                yield from self._opened(element)
            else:
                if event == "end" and not self._left_out(element):
                    yield from self._closed(element)
                if element is not root:
                    self._add(element.tail)
        yield from self._ended(root)

    def _left_out(self, element: Any) -> bool:
        if element.tag in _LEFT_OUT or element in self._without or element.get("hidden") is not None:
            return True
        return bool(_HIDDEN.search(element.get("style") or "") or _UNSEEN.search(element.get("class") or ""))

    def _opened(self, element: Any) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self._ended(element.getparent() if element.getparent() is not None else element)
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            self._pieces.append("\t")
        elif tag == "q":
            self._pieces.append("“")
        self._in_link += tag == "a"
        self._in_pre += tag == "pre"
        self._add(element.text)

    def _closed(self, element: Any) -> Iterator[Block]:
        tag = element.tag
        self._in_link -= tag == "a"
        self._in_pre -= tag == "pre"
        if tag in _BLOCKS:
            yield from self._ended(element)
        elif tag == "q":
            self._pieces.append("”")

    def _add(self, text: str | None) -> None:
        if text:
            piece = text.replace("\r\n", "\n") if self._in_pre > 0 else _SPACES.sub(" ", text)
            self._pieces.append(piece)
            self._linked += len(piece) if self._in_link > 0 else 0

    def _ended(self, element: Any) -> Iterator[Block]:
        """The paragraphs that were being put together when a block begins or ends. ``element`` holds them."""
        text, linked = "".join(self._pieces), self._linked
        self._pieces.clear()
        self._linked = 0
        plain = _AROUND_BREAK.sub("\n", _SPACES_IN_LINE.sub(" ", text)).strip()
        if plain:
            for part in _PARAGRAPHS.split(plain):
                if part.strip():
                    yield Block(part.strip(), element, linked * len(part) // len(plain))
