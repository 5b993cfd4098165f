"""What a passage reports in its own words: each cue with its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.stages.attributions.content import Begin, begin, clause_start
from onrecord.stages.attributions.cues import Cue, embedded
from onrecord.stages.attributions.draft import Draft, Piece
from onrecord.stages.attributions.narration import Narration, Passage, sentence_end
from onrecord.stages.attributions.sources import Source, plural, source_of, speaks
from onrecord.stages.attributions.syntax import child, finite_past, objects, planned

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["own_words"]


def own_words(narration: Narration, passage: Passage, cues: Sequence[Cue], used: Sequence[Cue]) -> list[Draft]:
    """What the passage reports in its own words: each cue with its content, up to the next cue beside it."""
    limit = sentence_end(narration.text, passage.start, passage.end)
    accepted: list[tuple[Cue, Begin, Source]] = []
    outer = {c.verb.i: c for c in used}
    for cue in sorted(cues, key=lambda c: sum(1 for _ in c.verb.ancestors)):
        if _subject_only(narration, cue) or _greeted(narration, cue):
            continue
        if embedded(cue, outer, lambda t: speaks(t, narration.named, narration.lexicon)):
            continue
        source = source_of(cue, (passage.start, passage.end), narration.named, narration.lexicon) or _shared(cue, accepted)
        found = begin(cue, limit, narration.lexicon.no_matter)
        if found is None or _circumstance(narration, found):
            found = _preceding(narration, cue, source, passage) or found
        if source is None or found is None or _when(narration, cue, found) or (cue.entry.weak and not _clausal(cue, found)):
            continue
        accepted.append((cue, found, source))
        outer[cue.verb.i] = cue
    accepted.sort(key=lambda a: a[0].start)
    return _cut(narration, accepted, list(used), passage, limit)


def _subject_only(narration: Narration, cue: Cue) -> bool:
    """Whether a cue tells of nothing said: somebody was invited or praised, or one alone looked at a thing."""
    if cue.passive:
        subject = child(cue.verb, "nsubjpass")
        agent = child(cue.verb, "agent")
        named = (
            subject is not None and speaks(subject, narration.named, narration.lexicon) and subject.lower_ not in ("it", "this")
        )
        return named and agent is None and not cue.entry.objects
    return cue.entry.together and cue.subject is not None and not plural(cue.subject)


def _greeted(narration: Narration, cue: Cue) -> bool:
    """Whether somebody was received ("welcomed the President to the residence"), not something praised."""
    if not cue.entry.greets:
        return False
    return any(narration.named.over_person(o.idx, o.idx + len(o)) for o in objects(cue.verb) if o.i > cue.verb.i)


def _when(narration: Narration, cue: Cue, found: Begin) -> bool:
    """Whether what follows the cue is a time: "held talks on 13 July", but not "noted that 13 July will be ..."."""
    return found.start in narration.times and "that" not in narration.text[cue.end : found.start].lower().split()


def _circumstance(narration: Narration, found: Begin) -> bool:
    """Whether what follows the cue tells when or how it was said ("..., he said as he met ...")."""
    word = narration.text[found.start : found.start + 12].split(maxsplit=1)
    return found.end is None and bool(word) and word[0].lower() in narration.lexicon.circumstance


def _shared(cue: Cue, accepted: Sequence[tuple[Cue, Begin, Source]]) -> Source | None:
    """The source of the cue above, for a verb set beside it whose subject the parser took from what is reported."""
    if cue.passive or not finite_past(cue.verb) or child(cue.verb, "nsubj", "nsubjpass") is not None:
        return None
    above = {a.i for a in cue.verb.ancestors}
    return next((source for outer, _, source in accepted if outer.verb.i in above), None)


def _clausal(cue: Cue, found: Begin) -> bool:
    """A weak verb reports speech only with a clause, or with what its own phrase asks for."""
    return (
        bool(cue.entry.objects or cue.entry.complements)
        or "object" in cue.entry.takes
        or (found.end is None and "clause" in cue.entry.takes)
    )


def _cut(
    narration: Narration, accepted: Sequence[tuple[Cue, Begin, Source]], used: Sequence[Cue], passage: Passage, limit: int
) -> list[Draft]:
    drafts: list[Draft] = []
    for i, (cue, found, source) in enumerate(accepted):
        rest = [c for c, _, _ in accepted[i + 1 :]] + [c for c in used if c.start > cue.start]
        stops = [s for c in rest if (s := clause_start(c, found.start)) > found.start and c.start > found.start]
        stops += _own_clause(cue, found.start)
        end = min([limit, *stops])
        begins = found.start + _that(narration.text, cue, found.start)
        pieces: list[Piece] = [(begins, found.end if found.end is not None else end)]
        if found.after is not None and found.after < end:
            pieces.append((found.after, end))
        if drafts and pieces[0][0] < drafts[-1].content[-1][1] and found.end is not None:
            continue
        joint = source.joint if source.span is None or cue.entry.joint else False
        draft = Draft(
            source.span,
            (min(cue.start, found.cue_end), max(cue.end, found.cue_end)),
            pieces,
            cue.entry.act,
            narration.index,
            joint,
        )
        draft.author = source.author
        draft.open_end = found.end is None and end == limit
        draft.why = "cue with its complement"
        drafts.append(draft)
    return drafts


def _that(text: str, cue: Cue, start: int) -> int:
    """The length of a "that" which the parser did not take for the one that opens the clause."""
    near = start <= cue.end + 2 or cue.entry.person
    opens = near and "clause" in cue.entry.takes and text[start : start + 5].lower() == "that "
    return 5 if opens else 0


def _own_clause(cue: Cue, lower: int) -> list[int]:
    """Where a clause with a subject of its own goes on beside the cue's: ", and the ministers will follow up"."""
    doc = cue.verb.doc
    for verb in cue.verb.children:
        if verb.dep_ == "conj" and verb.idx > lower and _finite(verb) and child(verb, "nsubj", "nsubjpass") is not None:
            first = min(c.left_edge.i for c in verb.children if c.i < verb.i)
            if first > 1 and doc[first - 1].dep_ == "cc" and doc[first - 1].idx > lower:
                return [int(doc[first - 1].idx)]
    return []


def _finite(verb: Token) -> bool:
    return finite_past(verb) or planned(verb) or verb.tag_ in ("VBZ", "VBP")


def _preceding(narration: Narration, cue: Cue, source: Source | None, passage: Passage) -> Begin | None:
    """ "..., he noted": what was said stands before its attribution, set apart by a comma."""
    if source is None or source.span is None or "clause" not in cue.entry.takes or cue.passive:
        return None
    edge = min(source.span[0], cue.start)
    before = narration.text[passage.start : edge].rstrip()
    if not before or before[-1] not in ",–—-" or len(before.split()) < 4:
        return None
    tokens = [t for t in passage.tokens if t.idx < edge]
    if not any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in tokens):
        return None
    start = next((t.idx for t in tokens if not (t.is_punct or t.is_space)), passage.start)
    return Begin(int(start), passage.start + len(before) - 1, cue.end)
