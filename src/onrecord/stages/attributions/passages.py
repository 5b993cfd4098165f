"""A paragraph of narration: its passages, and what they attribute.

A passage is a sentence, or the part of one that lies outside speech. It may attribute the speech before it ("..., he
said"), introduce the speech after it ("He said: ..."), and report more in its own words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.reading import Quotation
from onrecord.stages.attributions.content import Begin, begin, clause_start
from onrecord.stages.attributions.cues import Cue, embedded, find_cues
from onrecord.stages.attributions.draft import Draft, Piece
from onrecord.stages.attributions.lexicon import Lexicon
from onrecord.stages.attributions.nominal import according, nominal
from onrecord.stages.attributions.quoted import Stretch, goes_on, speech_and_words, stretches
from onrecord.stages.attributions.sources import Named, Source, source_of, speaks
from onrecord.stages.attributions.syntax import child, finite_past, planned, token_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Narration", "read_paragraph"]

_QUICK = 26
_LEAD = 12
_FULL_STOPS = (".", "!", "?", "…")


@dataclass(slots=True)
class Narration:
    """What is needed to read one paragraph. Offsets of ``quotations`` and ``named`` are characters of ``doc``."""

    doc: Doc
    text: str
    quotations: Sequence[Quotation]
    named: Named
    index: int
    lexicon: Lexicon
    persons: Named = field(default_factory=lambda: Named(()))
    """Where it names or refers to people, not bodies or countries."""
    times: frozenset[int] = frozenset()
    """Where time expressions begin: "held talks on 13 July" does not tell of what."""


@dataclass(slots=True)
class _Passage:
    start: int
    end: int
    tokens: list[Token]
    before: int | None
    after: int | None


def read_paragraph(narration: Narration) -> list[Draft]:
    """The attributions of a paragraph, in the order of the text, in characters of its ``Doc``."""
    speech, _ = speech_and_words(narration.text, narration.quotations, [_cued(narration, q) for q in narration.quotations])
    quoted: dict[int, Draft] = {}
    drafts: list[Draft] = []
    for passage in _passages(narration, stretches(len(narration.text), speech)):
        drafts += _read_passage(narration, passage, speech, quoted, drafts)
    for i, quotation in enumerate(speech):
        if i not in quoted:
            quoted[i] = _bare_quotation(narration, quotation)
    return sorted([*drafts, *quoted.values()], key=lambda d: d.at)


def _bare_quotation(narration: Narration, quotation: Quotation) -> Draft:
    draft = Draft(None, None, [(quotation.start, quotation.end)], None, narration.index, quoted=True)
    if quotation.run is not None:
        draft.runs.add(quotation.run)
    return draft


def _cued(narration: Narration, quotation: Quotation) -> bool:
    """Whether a verb of speech stands right before a quotation, at most a few adverbs away."""
    end = quotation.outer[0]
    span = narration.doc.char_span(max(0, end - 60), end, alignment_mode="contract")
    if span is None:
        return False
    for token in reversed(list(span)):
        if token.text in (",", ":", "“", '"') or token.pos_ in ("ADV", "PART", "SPACE", "PUNCT") or token.lower_ == "that":
            continue
        entry = narration.lexicon.verbs.get(token.lemma_.lower())
        return entry is not None and token.tag_.startswith("VB") and "quote" in entry.takes
    return False


def _passages(narration: Narration, parts: Sequence[Stretch]) -> list[_Passage]:
    """The stretches outside speech, cut at the sentences' starts."""
    doc = narration.doc
    starts = [s.start_char for s in doc.sents]
    found: list[_Passage] = []
    tokens = list(doc)
    at = 0
    for part in parts:
        cuts = [part.start, *(s for s in starts if part.start < s < part.end), part.end]
        for i, (start, end) in enumerate(itertools.pairwise(cuts)):
            while at < len(tokens) and tokens[at].idx < start:
                at += 1
            inside = []
            while at < len(tokens) and tokens[at].idx < end:
                inside.append(tokens[at])
                at += 1
            if any(t.is_alpha for t in inside):
                before = part.before if i == 0 else None
                after = part.after if i == len(cuts) - 2 else None
                found.append(_Passage(start, end, inside, before, after))
    return found


def _read_passage(
    narration: Narration, passage: _Passage, speech: Sequence[Quotation], quoted: dict[int, Draft], earlier: Sequence[Draft]
) -> list[Draft]:
    """The statements that a passage reports in its own words; those in quotation marks go to ``quoted``."""
    cues = find_cues(passage.tokens, narration.lexicon)
    used: list[Cue] = []
    if passage.before is not None:
        used += _attribute_before(narration, passage, speech, quoted, cues)
    if passage.after is not None:
        used += _attribute_after(narration, passage, speech, quoted, cues, used)
    left = [c for c in cues if c not in used]
    where = (passage.start, passage.end)
    drafts = [] if used else according(narration.text, passage.tokens, where, narration.named, narration.lexicon, narration.index)
    if drafts:
        return drafts
    drafts = _own_words(narration, passage, left, used)
    limit = min([passage.end, *(clause_start(c, passage.start + 1) for c in cues if c.start > passage.start + _LEAD)])
    drafts += [
        d for d in nominal(passage.tokens, (passage.start, limit), narration.lexicon, narration.index) if _apart(d, drafts)
    ]
    if not drafts and not used:
        _carry_on(narration, passage, quoted, earlier)
    return drafts


def _apart(draft: Draft, others: Sequence[Draft]) -> bool:
    start, end = draft.content[0]
    return all(end <= s or e <= start for other in others for s, e in other.content)


def _attribute_before(
    narration: Narration, passage: _Passage, speech: Sequence[Quotation], quoted: dict[int, Draft], cues: Sequence[Cue]
) -> list[Cue]:
    """ "...," he said: the speech before the passage, and the cue that attributes it."""
    assert passage.before is not None
    quotation = speech[passage.before]
    if passage.before in quoted and quoted[passage.before].cue is not None:
        return []
    words = narration.text[passage.start : passage.end]
    continues = goes_on(narration.text, quotation, words)
    cue = next((c for c in cues if _quotes(c) and _says_nothing_more(c, passage)), None)
    if cue is None or (not continues and len(passage.tokens) > _QUICK):
        return []
    source = _source(cue, passage, narration)
    if source is None:
        return []
    quoted[passage.before] = _quoted_draft(narration, quotation, cue, source)
    if passage.after is not None and words.rstrip()[-1:] in (",", ":") and passage.after not in quoted:
        # One utterance broken by its attribution: "A," he said, "B".
        quoted[passage.before].content.append((speech[passage.after].start, speech[passage.after].end))
        quoted[passage.after] = quoted[passage.before]
    return [cue]


def _attribute_after(
    narration: Narration,
    passage: _Passage,
    speech: Sequence[Quotation],
    quoted: dict[int, Draft],
    cues: Sequence[Cue],
    used: Sequence[Cue],
) -> list[Cue]:
    """He said: "...": the speech after the passage, and the cue that introduces it."""
    assert passage.after is not None
    if passage.after in quoted:
        return []
    words = narration.text[passage.start : passage.end].rstrip()
    free = [c for c in cues if c not in used]
    if not words or (words[-1] not in ",:–—-" and not _cued(narration, speech[passage.after])):
        return []
    for cue in reversed(free):
        found = begin(cue, passage.end)
        if _quotes(cue) and (found is None or words[-1] == ":"):
            source = _source(cue, passage, narration)
            if source is not None:
                quoted[passage.after] = _quoted_draft(narration, speech[passage.after], cue, source)
                return [cue]
    return []


def _quotes(cue: Cue) -> bool:
    return "quote" in cue.entry.takes or ("clause" in cue.entry.takes and not cue.entry.weak)


def _says_nothing_more(cue: Cue, passage: _Passage) -> bool:
    found = begin(cue, passage.end)
    return found is None or found.end is not None or found.start > cue.end + 40


def _source(cue: Cue, passage: _Passage, narration: Narration) -> Source | None:
    """The cue's source; where the parse has none in this passage, the mention nearest to the cue."""
    found = source_of(cue, (passage.start, passage.end), narration.named, narration.lexicon)
    if found is not None and not (found.span is None and not cue.passive):
        return found
    nearest = narration.named.nearest(cue.start, cue.end, (passage.start, passage.end))
    if nearest is not None:
        return Source(nearest, False)
    return found


def _quoted_draft(narration: Narration, quotation: Quotation, cue: Cue, source: Source) -> Draft:
    draft = Draft(
        source.span,
        (cue.start, cue.end),
        [(quotation.start, quotation.end)],
        cue.entry.act,
        narration.index,
        joint=source.joint and source.span is None,
        quoted=True,
        why="quotation with its attribution",
    )
    if quotation.run is not None:
        draft.runs.add(quotation.run)
    return draft


def _own_words(narration: Narration, passage: _Passage, cues: Sequence[Cue], used: Sequence[Cue]) -> list[Draft]:
    """What the passage reports in its own words: each cue with its content, up to the next cue beside it."""
    limit = _limit(narration.text, passage.start, passage.end)
    accepted: list[tuple[Cue, Begin, Source]] = []
    outer = {c.verb.i: c for c in used}
    for cue in sorted(cues, key=lambda c: sum(1 for _ in c.verb.ancestors)):
        if embedded(cue, outer, lambda t: speaks(t, narration.named, narration.lexicon)):
            continue
        source = source_of(cue, (passage.start, passage.end), narration.named, narration.lexicon) or _shared(cue, accepted)
        found = begin(cue, limit, narration.lexicon.no_matter) or _preceding(narration, cue, source, passage)
        if source is None or found is None or found.start in narration.times or (cue.entry.weak and not _clausal(cue, found)):
            continue
        accepted.append((cue, found, source))
        outer[cue.verb.i] = cue
    accepted.sort(key=lambda a: a[0].start)
    return _cut(narration, accepted, list(used), passage, limit)


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
    narration: Narration, accepted: Sequence[tuple[Cue, Begin, Source]], used: Sequence[Cue], passage: _Passage, limit: int
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
        draft.open_end = found.end is None and end == limit
        draft.why = "cue with its complement"
        drafts.append(draft)
    return drafts


def _that(text: str, cue: Cue, start: int) -> int:
    """The length of a "that" which the parser did not take for the one that opens the clause."""
    opens = "clause" in cue.entry.takes and start <= cue.end + 2 and text[start : start + 5].lower() == "that "
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


def _limit(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;"):
        end -= 1
    return end


def _preceding(narration: Narration, cue: Cue, source: Source | None, passage: _Passage) -> Begin | None:
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


def _carry_on(narration: Narration, passage: _Passage, quoted: dict[int, Draft], earlier: Sequence[Draft]) -> None:
    """A sentence without attribution of its own goes on with what the sentence before reports."""
    last = max([*earlier, *quoted.values()], key=lambda d: d.at, default=None)
    if last is None or last.quoted or not last.open_end or passage.before is not None:
        return
    if passage.after is not None and narration.text[passage.start : passage.end].rstrip()[-1:] not in _FULL_STOPS:
        return
    if last.act in ("discuss", "courtesy", "invite") or not _same_voice(narration, passage, last):
        return
    gap = narration.text[last.content[-1][1] : passage.start]
    if gap.strip(" .;,\u00a0\n"):
        return
    last.content[-1] = (last.content[-1][0], _limit(narration.text, passage.start, passage.end))


def _same_voice(narration: Narration, passage: _Passage, last: Draft) -> bool:
    """Whether a sentence can go on with what was reported: it tells of no meeting, and of nobody's doings."""
    words = narration.text[passage.start : passage.end].strip().lower()
    if last.cue is None or any(words.startswith(opener) for opener in narration.lexicon.narration):
        return False
    roots = [t for t in passage.tokens if t.pos_ in ("VERB", "AUX") and (t.dep_ == "ROOT" or t.head.idx < passage.start)]
    if not roots:
        return False
    acting = child(roots[0], "nsubj", "nsubjpass")
    return acting is None or not narration.persons.over(acting.idx, token_end(acting))
