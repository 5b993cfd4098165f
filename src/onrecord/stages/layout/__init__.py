"""The form of the text: paragraphs, transcript turns, page furniture, and what the page says of its text.

The text is first made flat, character for character (odd line ends, tabs, no-break spaces, markup, pop-up cards), so that every
later step works on plain blanks and line breaks with the document's own offsets.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Document
from onrecord.reading import Layout, Paragraph, Reading
from onrecord.stages.layout.blocks import Block, blocks_of, is_flattened
from onrecord.stages.layout.cards import card_spans
from onrecord.stages.layout.flat import blanked, flattened, surface_of
from onrecord.stages.layout.furniture import mark_furniture
from onrecord.stages.layout.headings import mark_headings
from onrecord.stages.layout.labels import find_labels
from onrecord.stages.layout.lexicon import Lexicon, build
from onrecord.stages.layout.markup import markup_spans
from onrecord.stages.layout.notes import dateline_of, partial_of, skip_item_marks, translated_of
from onrecord.stages.layout.split import split_inline
from onrecord.stages.layout.turns import turns_of
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 1


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.layout`` for every reading of the batch."""
    lexicon = knowledge.derived(build)
    for reading in readings:
        reading.layout = _layout(reading.text, reading.document, lexicon)


def _layout(text: str, document: Document, lexicon: Lexicon) -> Layout:
    title = document.title
    plain = flattened(text)
    plain = blanked(plain, markup_spans(plain))
    cards = card_spans(plain, lexicon)
    flat = blanked(plain, cards)
    whole = blocks_of(flat)
    blocks = split_inline(flat, whole, lexicon, wide=not cards)
    labels = find_labels(flat, blocks, is_flattened(whole), lexicon)
    media = mark_furniture(flat, blocks, labels, title, lexicon)
    mark_headings(flat, blocks, labels, title, lexicon)
    turns = turns_of(flat, blocks, labels, lexicon)
    dateline = dateline_of(flat, blocks, lexicon)
    skip_item_marks(flat, blocks)
    furniture = _merged([*cards, *((b.start, b.end) for b in blocks if b.kind == "furniture")])
    partial = partial_of(flat, blocks, lexicon)
    return Layout(
        surface=surface_of(flat, [(b.start, b.end) for b in blocks], furniture),
        paragraphs=tuple(map(_paragraph, blocks)),
        turns=turns,
        furniture=furniture,
        media=media,
        partial=partial is not None,
        partial_why=partial,
        dateline=dateline,
        translated=translated_of(flat, blocks, document.publisher or "", lexicon),
    )


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(block.start, block.end, block.kind, block.content, block.turn)


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
