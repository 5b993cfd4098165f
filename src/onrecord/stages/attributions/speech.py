"""Speech in quotation marks, and the cue beside it that attributes it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading import Quotation
from onrecord.stages.attributions.content import begin
from onrecord.stages.attributions.cues import Cue
from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.narration import Narration, Passage
from onrecord.stages.attributions.quoted import goes_on
from onrecord.stages.attributions.sources import Source, source_of

__all__ = ["attribute_after", "attribute_before", "bare_quotation", "cued", "quotes"]

_QUICK = 26
_STOPS = (".", "!", "?", "…", ";")


def bare_quotation(narration: Narration, quotation: Quotation) -> Draft:
    """Speech that no cue attributes: whoever its context has speaking said it."""
    draft = Draft(None, None, [(quotation.start, quotation.end)], None, narration.index, quoted=True)
    if quotation.run is not None:
        draft.runs.add(quotation.run)
    return draft


def cued(narration: Narration, quotation: Quotation) -> bool:
    """Whether a verb of speech stands right before a quotation, at most a few adverbs away."""
    end = quotation.outer[0]
    span = narration.doc.char_span(max(0, end - 60), end, alignment_mode="contract")
    if span is None:
        return False
    for token in reversed(list(span)):
        if token.text in _STOPS:
            return False
        if token.text in (",", ":", "“", '"') or token.pos_ in ("ADV", "PART", "SPACE", "PUNCT") or token.lower_ == "that":
            continue
        entry = narration.lexicon.verbs.get(token.lemma_.lower())
        return entry is not None and token.tag_.startswith("VB") and "quote" in entry.takes
    return False


def attribute_before(
    narration: Narration, passage: Passage, speech: Sequence[Quotation], quoted: dict[int, Draft], cues: Sequence[Cue]
) -> list[Cue]:
    """ "...," he said: the speech before the passage, and the cue that attributes it."""
    assert passage.before is not None
    quotation = speech[passage.before]
    if passage.before in quoted and quoted[passage.before].cue is not None:
        return []
    words = narration.text[passage.start : passage.end]
    continues = goes_on(narration.text, quotation, words)
    cue = next((c for c in cues if quotes(c) and _says_nothing_more(c, passage)), None)
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


def attribute_after(
    narration: Narration,
    passage: Passage,
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
    if not words or (words[-1] not in ",:–—-" and not cued(narration, speech[passage.after])):
        return []
    for cue in reversed(free):
        found = begin(cue, passage.end)
        if quotes(cue) and (found is None or words[-1] == ":"):
            source = _source(cue, passage, narration)
            if source is not None:
                quoted[passage.after] = _quoted_draft(narration, speech[passage.after], cue, source)
                return [cue]
    return []


def quotes(cue: Cue) -> bool:
    """Whether what a cue reports may stand in quotation marks."""
    return "quote" in cue.entry.takes or ("clause" in cue.entry.takes and not cue.entry.weak)


def _says_nothing_more(cue: Cue, passage: Passage) -> bool:
    found = begin(cue, passage.end)
    return found is None or found.end is not None or found.start > cue.end + 40


def _source(cue: Cue, passage: Passage, narration: Narration) -> Source | None:
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
        author=source.author,
        quoted=True,
        why="quotation with its attribution",
    )
    if quotation.run is not None:
        draft.runs.add(quotation.run)
    return draft
