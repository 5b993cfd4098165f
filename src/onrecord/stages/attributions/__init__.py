"""Speech before its speaker is known: source, cue and content of all that the report presents as said.

Rules over the parse and the quotation marks, and a trained model for what they do not hear. Turns of a transcript are
statements of their own; narration is read passage by passage; speech within speech is not split out.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading import Attribution, Paragraph, Quotation, Reading
from onrecord.stages.attributions.acts import act_of
from onrecord.stages.attributions.announced import announce, announcement
from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.finish import finished
from onrecord.stages.attributions.join import joined
from onrecord.stages.attributions.learned import heard
from onrecord.stages.attributions.lexicon import Lexicon, build
from onrecord.stages.attributions.narration import Narration
from onrecord.stages.attributions.passages import read_paragraph
from onrecord.stages.attributions.sources import Named
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 3


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.attributions`` for every reading of the batch."""
    lexicon = knowledge.derived(build)
    for reading in readings:
        narrated = _narrated(reading, lexicon, knowledge)
        found = [*_turns(reading, knowledge), *narrated, *heard(reading, narrated, lexicon, knowledge)]
        reading.attributions = tuple(sorted(found, key=lambda a: a.content[0][0]))


def _turns(reading: Reading, knowledge: Knowledge) -> list[Attribution]:
    found: list[Attribution] = []
    paragraph_of = {p.turn: i for i, p in reversed(list(enumerate(reading.layout.paragraphs))) if p.turn is not None}
    for i, turn in enumerate(reading.layout.turns):
        if turn.pieces:
            act = act_of(None, [reading.text[s:e] for s, e in turn.pieces], knowledge)
            found.append(
                Attribution(turn.label, None, turn.pieces, "direct", act, paragraph_of.get(i, 0), turn=i, why="transcript turn")
            )
    return found


def _narrated(reading: Reading, lexicon: Lexicon, knowledge: Knowledge) -> list[Attribution]:
    drafts: list[Draft] = []
    announced: dict[int, Draft] = {}
    for index, paragraph in enumerate(reading.layout.paragraphs):
        if paragraph.kind == "body" and index in reading.parse.docs:
            narration = _narration(reading, index, paragraph, lexicon)
            drafts += _placed(reading, index, paragraph, read_paragraph(narration))
            if (said := announcement(narration)) is not None:
                announced[index] = _placed(reading, index, paragraph, [said])[0]
    announce(drafts, announced)
    found = [finished(reading, d, knowledge) for d in joined(drafts, reading.text)]
    return [a for a in found if a is not None]


def _narration(reading: Reading, index: int, paragraph: Paragraph, lexicon: Lexicon) -> Narration:
    offset = reading.parse.offsets[index]
    doc = reading.parse.docs[index]
    quotations = [_shifted(q, -offset) for q in reading.quotations if q.paragraph == index and q.depth == 0]
    times = frozenset(t.start - offset for t in reading.times)
    here = [m for m in reading.mentions if offset <= m.start and m.end <= paragraph.end]
    people = tuple((m.start - offset, m.end - offset) for m in here if m.kind in ("name", "title", "pronoun"))
    named = Named(tuple((m.start - offset, m.end - offset) for m in here), people)
    return Narration(doc, reading.layout.surface[offset : paragraph.end], quotations, named, index, lexicon, times)


def _placed(reading: Reading, index: int, paragraph: Paragraph, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a paragraph in characters of the document."""
    offset = reading.parse.offsets[index]
    for draft in drafts:
        draft.source = _moved(draft.source, offset)
        draft.cue = _moved(draft.cue, offset)
        draft.content = [(s + offset, min(e + offset, paragraph.end)) for s, e in draft.content]
    return drafts


def _shifted(quotation: Quotation, by: int) -> Quotation:
    return Quotation(
        quotation.start + by,
        quotation.end + by,
        (quotation.outer[0] + by, quotation.outer[1] + by),
        quotation.paragraph,
        quotation.depth,
        quotation.closed,
        quotation.run,
    )


def _moved(piece: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return None if piece is None else (piece[0] + by, piece[1] + by)
