"""What belongs to the page and not to the report: counts, menus, links, captions, end marks, repeated paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.model import Media
from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.captions import bare, mark_captions
from onrecord.stages.layout.labels import Label
from onrecord.stages.layout.lexicon import Lexicon
from onrecord.stages.layout.menus import mark_menus

__all__ = ["mark_furniture"]

_COUNT = re.compile(r"[•●▪◦‣·*–—-][ ]?(\d{1,4})")
_QUOTES = "\"'“”„«»‘’"
_DATED = re.compile(r"\b(?:19|20)\d\d\)?\Z")
_CRUMBS = re.compile(r"[^/>»›|]{1,40}(?: (?:/|>|»|›|\|) [^/>»›|]{1,60}){2,8}\Z")
_MOST = 200
_LINK = 220
_PLAIN_LINK = 130
_REPEATED = 60
_PULLED = 40
_MOST_PULLED = 40
_PULLED_READ = 4000
_SAID = 15
_SENTENCE = 12
_KEY = 25
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


def mark_furniture(
    flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], title: str | None, lexicon: Lexicon
) -> Media | None:
    """Set the kind of every paragraph that is furniture or a separator; the counts of photos and videos, if any."""
    counts: list[int] = []
    named = _Named()
    for block in blocks:
        if block.start in labels:
            continue
        words = _single(block.words(flat))
        if not any(c.isalnum() for c in words):
            _mark_symbols(block, words)
        elif numbers := _numbers(block.words(flat)):
            counts += numbers
            block.kind = "furniture"
        elif len(words) <= _MOST and (named.read(words, lexicon) or _is_line(words, lexicon)):
            block.kind = "furniture"
    mark_menus(flat, blocks, labels, title)
    _mark_links(flat, blocks, labels, lexicon)
    mark_captions(flat, blocks, labels, title, lexicon)
    _mark_repeated(flat, blocks, labels)
    return named.media or _media(counts)


def _single(words: str) -> str:
    return " ".join(words.split())


def _mark_symbols(block: Block, words: str) -> None:
    """A paragraph without letters or digits: an end mark or bullet is furniture, quotation marks are text, else a separator."""
    if any(c in _QUOTES for c in words):
        return
    block.kind = "furniture" if "#" in words or len(words) == 1 else "separator"


def _numbers(words: str) -> list[int]:
    """The numbers of a paragraph whose lines all are a bullet and a number."""
    lines = [line.strip() for line in words.split("\n")]
    found = [_COUNT.fullmatch(line) for line in lines]
    return [int(m[1]) for m in found if m] if all(found) else []


def _media(counts: Sequence[int]) -> Media | None:
    """Counts without words stand in the order of pages: photos, then videos."""
    if not 1 <= len(counts) <= 2:
        return None
    return Media(counts[0], counts[1] if len(counts) > 1 else None)


class _Named:
    """Counts with a word: "Photos: 9", "2 videos"."""

    def __init__(self) -> None:
        self._photos: int | None = None
        self._videos: int | None = None

    def read(self, words: str, lexicon: Lexicon) -> bool:
        photos, videos = _counted(lexicon.photos, words), _counted(lexicon.videos, words)
        self._photos = photos if photos is not None else self._photos
        self._videos = videos if videos is not None else self._videos
        return photos is not None or videos is not None

    @property
    def media(self) -> Media | None:
        return None if self._photos is None and self._videos is None else Media(self._photos, self._videos)


def _counted(pattern: re.Pattern[str], words: str) -> int | None:
    match = pattern.match(words)
    number = match and (match[1] or match[2])
    return int(number) if number else None


def _is_line(words: str, lexicon: Lexicon) -> bool:
    if _CRUMBS.match(words) or (lexicon.lines.fullmatch(words) and not _is_sentence(words)):
        return True
    if lexicon.partial.fullmatch(words.strip("()[] ")):
        return True
    return words[0] in "([" and bool(lexicon.unofficial.search(words) or lexicon.machine.search(words))


def _is_sentence(words: str) -> bool:
    """A whole sentence, which a line of the page seldom is, save behind a word and a colon ("Photo: ...")."""
    return words[-1] in ".!?…" and words.count(" ") >= _SENTENCE and ":" not in words[:_KEY]


def _mark_links(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], lexicon: Lexicon) -> None:
    """ "See also" and the linked titles after it."""
    within = False
    for block in blocks:
        words = _single(block.words(flat)) if block.end - block.start <= _LINK else ""
        if words.casefold() in lexicon.links:
            block.kind, within = "furniture", True
        elif within and block.start not in labels and _is_link(words):
            block.kind = "furniture"
        elif block.kind != "furniture":
            within = False


def _is_link(words: str) -> bool:
    if not words or words[-1] in '.!?…,:;”"':
        return False
    return bool(_DATED.search(words)) or len(words) <= _PLAIN_LINK


def _mark_repeated(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label]) -> None:
    """A paragraph that repeats the one before it, and pulled quotations: paragraphs all in quotation marks of whose words
    at least half also stand in other paragraphs."""
    body = [b for b in blocks if b.kind == "body"]
    for before, block in pairwise(body):
        length = block.end - block.start
        if length >= _REPEATED and length == before.end - before.start and block.words(flat) == before.words(flat):
            block.kind = "furniture"
    pulled = [b for b in body if b.kind == "body" and b.start not in labels and _is_quoted(flat, b)][:_MOST_PULLED]
    if not pulled:
        return
    rest = "\n".join(bare(b.words(flat)) for b in body if b not in pulled)
    for block in pulled:
        sentences = [bare(s) for s in _SENTENCE_END.split(block.words(flat)[:_PULLED_READ])]
        if 2 * sum(len(s) for s in sentences if len(s) > _SAID and s in rest) >= sum(map(len, sentences)):
            block.kind = "furniture"


def _is_quoted(flat: str, block: Block) -> bool:
    return block.end - block.start > _PULLED and flat[block.start] in _QUOTES and flat[block.end - 1] in _QUOTES
