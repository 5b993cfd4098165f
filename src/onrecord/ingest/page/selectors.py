"""Selectors of recipes: a small part of CSS, and ``@attribute`` at the end for the value of an attribute.

``time.published@datetime``, ``#main > .body``, ``meta[property="og:url"]@content``, ``div[class^=article]``: a tag, classes, an
id and attributes (there, equal ``=``, beginning ``^=``, ending ``$=``, holding ``*=``), under each other (space) or one level
down (``>``).
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.errors import KnowledgeError

__all__ = ["Selector"]

_PART = re.compile(
    r"""(?P<tag>[a-z][a-z0-9]*|\*)|\.(?P<class>[\w\-]+)|\#(?P<id>[\w\-]+)
    |\[(?P<name>[\w:.\-]+)(?:(?P<how>[\^$*]?=)(?P<quote>["']?)(?P<value>[^"'\]]*)(?P=quote))?\]""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"@([\w:\-]+)$")
_COMBINED = re.compile(r"""\s*(>)\s*|\s+(?=[^\]]*(?:\[|$))""")


class Selector:
    """One selector, compiled. Raises ``KnowledgeError`` for what is none."""

    def __init__(self, text: str) -> None:
        from lxml import etree

        attribute = _ATTRIBUTE.search(text)
        self.text = text
        self.attribute = attribute[1] if attribute else None
        path = _path(text[: attribute.start()] if attribute else text, text)
        try:
            self._find = etree.XPath(path)
        except etree.XPathError as error:
            raise KnowledgeError(f"the selector {text!r} cannot be read ({error}): see president-russia.toml") from error

    def elements(self, root: Any) -> list[Any]:
        """The elements that it selects, in the page's order."""
        return list(self._find(root))


def _path(plain: str, whole: str) -> str:
    pieces = [piece for piece in _COMBINED.split(plain.strip()) if piece]
    steps, axis = ["descendant-or-self::"], ""
    for piece in pieces:
        if piece == ">":
            axis = "/child::"
            continue
        steps.append((axis or "/descendant::") if len(steps) > 1 else "")
        steps.append(_step(piece, whole))
        axis = ""
    if axis or len(steps) < 2:
        raise KnowledgeError(f"the selector {whole!r} names no element: see president-russia.toml")
    return "".join(steps)


def _step(piece: str, whole: str) -> str:
    tag, tests, at = "*", [], 0
    while at < len(piece):
        found = _PART.match(piece, at)
        if not found or (found["tag"] and at):
            raise KnowledgeError(f"the selector {whole!r} cannot be read at {piece[at:]!r}: see president-russia.toml")
        tag = found["tag"] or tag
        tests.append(_test(found))
        at = found.end()
    return tag + "".join(tests)


def _test(found: re.Match[str]) -> str:
    if found["class"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {found['class']} ')]"
    if found["id"]:
        return f"[@id='{found['id']}']"
    if not found["name"]:
        return ""
    # An attribute with a colon (xml:lang) is one plain name in a page that was read as HTML.
    name, value = f"@*[name()='{found['name']}']", found["value"]
    tests = {
        None: f"[{name}]",
        "=": f"[{name}='{value}']",
        "^=": f"[starts-with({name}, '{value}')]",
        "*=": f"[contains({name}, '{value}')]",
        "$=": f"[substring({name}, string-length({name}) - string-length('{value}') + 1)='{value}']",
    }
    return tests[found["how"]]
