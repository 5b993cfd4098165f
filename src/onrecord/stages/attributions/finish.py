"""From a draft to an attribution: pieces split at quotation marks and trimmed, kind and act told."""

from __future__ import annotations

from onrecord.reading import Attribution, Reading
from onrecord.stages.attributions.acts import act_of
from onrecord.stages.attributions.content import trimmed
from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.pieces import kind_of, pieces_of
from onrecord.tables import Knowledge

__all__ = ["finished"]


def finished(reading: Reading, draft: Draft, knowledge: Knowledge) -> Attribution | None:
    """The attribution of a draft, its pieces split at quotation marks and trimmed; null where nothing is left."""
    text = reading.layout.surface
    marks = [q for q in reading.quotations if q.paragraph == draft.paragraph and q.depth == 0]
    pieces = pieces_of(text, draft.content, marks)
    if not pieces:
        return None
    words = [reading.text[s:e] for s, e in pieces]
    cue = reading.text[slice(*draft.cue)] if draft.cue is not None else None
    return Attribution(
        source=_clean(text, draft.source),
        cue=_clean(text, draft.cue),
        content=tuple(pieces),
        kind=kind_of(pieces, reading.quotations),
        act=act_of(draft.act, words, knowledge, cue),
        paragraph=draft.paragraph,
        joint=draft.joint,
        author=draft.author,
        why=draft.why,
    )


def _clean(text: str, piece: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if piece is None else trimmed(text, *piece)
