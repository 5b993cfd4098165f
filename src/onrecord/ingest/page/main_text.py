"""The report on a page of which no recipe is known.

trafilatura (Barbaresi, ACL 2021) finds where the main text stands; the text itself is taken from the page as a browser shows it,
with what trafilatura leaves out between the paragraphs that it keeps: short turns of a transcript, a lead above the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from onrecord.ingest.page.render import Block, blocks

__all__ = ["linked_share", "main_blocks", "trimmed"]

_PERIPHERAL = frozenset(("aside", "footer", "nav"))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORT = 25
_SENTENCE_LENGTH = 40
_LONG = 200
_LINKED = 0.5
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "…", ":", "»", "’", ")", "。", "！", "？", "」", "।")


def main_blocks(page: Any, heading: str | None) -> list[Block]:
    """The paragraphs of the page's main part, without its title, links and lists as well."""
    shown = blocks(page)
    same = _letters(heading or "")
    titles = {i for i, block in enumerate(shown) if same and _letters(block.text) == same}
    kept = [i for i in _kept(shown, _located(page)) if i not in titles]
    kept = kept or [i for i, block in enumerate(shown) if i not in titles and _sentence(block)]
    if not kept:
        return []
    chosen = _filled(shown, kept) | _lead(shown, titles, kept[0])
    return [shown[i] for i in sorted(chosen - titles)]


def trimmed(chosen: list[Block]) -> list[Block]:
    """The paragraphs from the first to the last that is a sentence or stands beside sentences; none without a sentence."""
    homes = {block.element.getparent() for block in chosen if _sentence(block)}
    inside = [i for i, block in enumerate(chosen) if _at_home(block, homes) or _sentence(block)]
    return chosen[inside[0] : inside[-1] + 1] if inside else []


def _sentence(block: Block) -> bool:
    ends = block.text.endswith(_SENTENCE_ENDS) and len(block.text) >= _SENTENCE_LENGTH
    return (ends or len(block.text) >= _LONG) and len(_letters(block.text)) >= _SHORT and _readable(block)


def linked_share(parts: Sequence[Block]) -> float:
    """How much of a text is links."""
    return sum(block.linked for block in parts) / max(1, sum(len(block.text) for block in parts))


def _located(page: Any) -> list[str]:
    """The paragraphs that trafilatura takes for the main text."""
    import trafilatura

    tree = deepcopy(page)
    for element in tree.iter():
        # What XML cannot hold makes trafilatura give up on a page.
        element.text, element.tail = _printable(element.text), _printable(element.tail)
    for form in list(tree.iter("form")):
        if len(form.findall(".//p")) > 1:
            form.tag = "div"
    found = trafilatura.bare_extraction(
        tree, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    return (found.text or "").split("\n") if found is not None else []


def _printable(text: str | None) -> str | None:
    return _CONTROLS.sub(" ", text) if text else text


def _kept(shown: Sequence[Block], located: Sequence[str]) -> list[int]:
    """The indexes of the paragraphs that trafilatura kept: compared by their letters, short ones as a whole."""
    lines = {_letters(text) for text in located}
    whole = "\n".join(_letters(text) for text in located)
    return [
        index
        for index, block in enumerate(shown)
        if (letters := _letters(block.text)) in lines or (len(letters) >= _SHORT and letters in whole)
    ]


def _filled(shown: Sequence[Block], kept: Sequence[int]) -> set[int]:
    """The indexes of the paragraphs kept and of what stands between them in the same place."""
    chosen = set(kept)
    homes = {shown[index].element.getparent() for index in kept}
    for before, after in pairwise(kept):
        chosen |= {i for i in range(before + 1, after) if _at_home(shown[i], homes) and _readable(shown[i])}
    return chosen


def _lead(shown: Sequence[Block], titles: set[int], first: int) -> set[int]:
    """The indexes of sentences between the page's heading and its text."""
    above = [i for i in range(first) if i in titles or _in_heading(shown[i])]
    return {i for i in range(above[-1] + 1, first) if _sentence(shown[i])} if above else set()


def _readable(block: Block) -> bool:
    return block.linked <= _LINKED * len(block.text) and not any(up.tag in _PERIPHERAL for up in _up(block.element))


def _at_home(block: Block, homes: set[Any]) -> bool:
    """Whether a paragraph stands beside ones that were kept, in the same element."""
    return block.element.getparent() in homes


def _up(element: Any) -> list[Any]:
    return [element, *element.iterancestors()]


def _in_heading(block: Block) -> bool:
    return any(up.tag == "h1" for up in _up(block.element)[:3])


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
