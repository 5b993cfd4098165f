"""The report on a page of which no recipe is known.

trafilatura (Barbaresi, ACL 2021) finds where the main text stands; the text itself is taken from the page as a browser shows it,
with what trafilatura leaves out between the paragraphs that it keeps: short turns of a transcript, a lead above the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from onrecord.ingest.dates import written_day
from onrecord.ingest.page.render import Block, blocks

__all__ = ["is_list", "main_blocks", "trimmed"]

_PERIPHERAL = frozenset(("aside", "footer", "nav"))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORT = 25
_SENTENCE_LENGTH = 40
_LONG = 200
_LINKED = 0.5
_LONGEST_DAY, _LETTERS_OF_DAY = 40, 20
_ALL_LINKED = 0.9
_LINKED_OF_LIST = 0.6
_MOST_LINKED = 0.9
_FEWEST_PARTS = 6
_SENTENCES_OF_REPORT = 3
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


def is_list(parts: Sequence[Block]) -> bool:
    """Whether a page is a list of links: most of its text is, and hardly a sentence is not."""
    share = sum(block.linked for block in parts) / max(1, sum(len(block.text) for block in parts))
    if share <= (_LINKED_OF_LIST if len(parts) >= _FEWEST_PARTS else _MOST_LINKED):
        return False
    return sum(_sentence(block) for block in parts) < _SENTENCES_OF_REPORT


def trimmed(parts: list[Block], furniture: re.Pattern[str]) -> list[Block]:
    """The paragraphs from the first to the last that is a sentence or stands beside sentences; none without a sentence.

    Those that are links as a whole are left out, and so are lines of ``furniture`` above and below the text.
    """
    chosen = [block for block in parts if block.linked < _ALL_LINKED * len(block.text)]
    while chosen and furniture.fullmatch(chosen[-1].text):
        chosen.pop()
    while chosen and (furniture.fullmatch(chosen[0].text) or _is_day(chosen[0].text)):
        chosen.pop(0)
    homes = {block.element.getparent() for block in chosen if _sentence(block)}
    inside = [i for i, block in enumerate(chosen) if _at_home(block, homes) or _sentence(block)]
    if not inside:
        return []
    # Counts of pictures before a text and marks after it ("<…>", "###") have no letters.
    first, last = inside[0], inside[-1]
    while first > 0 and not _letters(chosen[first - 1].text).strip("0123456789"):
        first -= 1
    while last + 1 < len(chosen) and not _letters(chosen[last + 1].text):
        last += 1
    return chosen[first : last + 1]


def _is_day(text: str) -> bool:
    """Whether a line is a day and nothing else to speak of."""
    return len(text) <= _LONGEST_DAY and sum(map(str.isalpha, text)) <= _LETTERS_OF_DAY and written_day(text, "dmy") is not None


def _sentence(block: Block) -> bool:
    ends = block.text.endswith(_SENTENCE_ENDS) and len(block.text) >= _SENTENCE_LENGTH
    return (ends or len(block.text) >= _LONG) and len(_letters(block.text)) >= _SHORT and _readable(block)


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
    # A paragraph that the page's source breaks into lines is several of trafilatura's.
    whole = "".join(_letters(text) for text in located)
    return [
        index
        for index, block in enumerate(shown)
        if (letters := _letters(block.text)) in lines or (len(letters) >= _SHORT and letters in whole)
    ]


def _filled(shown: Sequence[Block], kept: Sequence[int]) -> set[int]:
    """The indexes of the paragraphs kept and of what stands between them in the same place."""
    chosen = set(kept)
    homes = {shown[index].element.getparent() for index in kept}
    # Paragraphs that line breaks part stand in one element: with some of them, all are the report's.
    held = Counter(shown[index].element for index in kept)
    chosen |= {i for i, block in enumerate(shown) if held[block.element] > 1 and _readable(block)}
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
