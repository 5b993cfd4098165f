"""A paragraph of narration: its passages, and what they attribute.

A passage is a sentence, or the part of one that lies outside speech. It may attribute the speech before it ("..., he
said"), introduce the speech after it ("He said: ..."), and report more in its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading import Quotation
from onrecord.stages.attributions.content import clause_start
from onrecord.stages.attributions.cues import Cue, find_cues
from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.narration import Narration, Passage, sentence_end
from onrecord.stages.attributions.nominal import according, nominal
from onrecord.stages.attributions.own_words import own_words
from onrecord.stages.attributions.quoted import Stretch, speech_and_words, stretches
from onrecord.stages.attributions.speech import attribute_after, attribute_before, bare_quotation, cued
from onrecord.stages.attributions.syntax import auxiliaries, child, token_end

__all__ = ["read_paragraph"]

_LEAD = 12
_FULL_STOPS = (".", "!", "?", "…")


def read_paragraph(narration: Narration) -> list[Draft]:
    """The attributions of a paragraph, in the order of the text, in characters of its ``Doc``."""
    speech, _ = speech_and_words(narration.text, narration.quotations, [cued(narration, q) for q in narration.quotations])
    quoted: dict[int, Draft] = {}
    drafts: list[Draft] = []
    for passage in _passages(narration, stretches(len(narration.text), speech)):
        drafts += _read_passage(narration, passage, speech, quoted, drafts)
    for i, quotation in enumerate(speech):
        if i not in quoted:
            quoted[i] = bare_quotation(narration, quotation)
    return sorted([*drafts, *quoted.values()], key=lambda d: d.at)


def _passages(narration: Narration, parts: Sequence[Stretch]) -> list[Passage]:
    """The stretches outside speech, cut at the sentences' starts."""
    doc = narration.doc
    starts = [s.start_char for s in doc.sents]
    found: list[Passage] = []
    tokens = list(doc)
    at = 0
    for part in parts:
        cuts = [part.start, *(s for s in starts if part.start < s < part.end), part.end]
        for i, (start, end) in enumerate(pairwise(cuts)):
            while at < len(tokens) and tokens[at].idx < start:
                at += 1
            inside = []
            while at < len(tokens) and tokens[at].idx < end:
                inside.append(tokens[at])
                at += 1
            if any(t.is_alpha for t in inside):
                before = part.before if i == 0 else None
                after = part.after if i == len(cuts) - 2 else None
                found.append(Passage(start, end, inside, before, after))
    return found


def _read_passage(
    narration: Narration, passage: Passage, speech: Sequence[Quotation], quoted: dict[int, Draft], earlier: Sequence[Draft]
) -> list[Draft]:
    """The statements that a passage reports in its own words; those in quotation marks go to ``quoted``."""
    cues = find_cues(passage.tokens, narration.lexicon)
    used: list[Cue] = []
    if passage.before is not None:
        used += attribute_before(narration, passage, speech, quoted, cues)
    if passage.after is not None:
        used += attribute_after(narration, passage, speech, quoted, cues, used)
    left = [c for c in cues if c not in used]
    where = (passage.start, passage.end)
    drafts = [] if used else according(narration.text, passage.tokens, where, narration.named, narration.lexicon, narration.index)
    if drafts:
        return drafts
    drafts = own_words(narration, passage, left, used)
    if _still_told(narration, drafts, left, _last(quoted, earlier)):
        drafts = []
    limit = min([passage.end, *(clause_start(c, passage.start + 1) for c in cues if c.start > passage.start + _LEAD)])
    drafts += [
        d for d in nominal(passage.tokens, (passage.start, limit), narration.lexicon, narration.index) if _apart(d, drafts)
    ]
    if not drafts and not used:
        _carry_on(narration, passage, quoted, earlier)
    return drafts


def _last(quoted: dict[int, Draft], earlier: Sequence[Draft]) -> Draft | None:
    return max([*earlier, *quoted.values()], key=lambda d: d.at, default=None)


def _still_told(narration: Narration, drafts: Sequence[Draft], cues: Sequence[Cue], last: Draft | None) -> bool:
    """Whether a sentence goes on with what was said: "She noted that Sarelia trades. Sarelia opposes war."

    What a country does in the present tense, after what somebody said in the past tense, is told by them.
    """
    if not drafts or last is None or last.quoted or not last.open_end or last.cue is None:
        return False
    places = {d.cue[0] for d in drafts if d.cue is not None}
    present = all(c.verb.tag_ in ("VBZ", "VBP") and not auxiliaries(c.verb) for c in cues if c.start in places)
    people = any(d.source is None or narration.named.over_person(*d.source) for d in drafts)
    said = narration.doc.char_span(*last.cue, alignment_mode="expand")
    return present and not people and said is not None and any(t.tag_ == "VBD" for t in said)


def _apart(draft: Draft, others: Sequence[Draft]) -> bool:
    start, end = draft.content[0]
    return all(end <= s or e <= start for other in others for s, e in other.content)


def _carry_on(narration: Narration, passage: Passage, quoted: dict[int, Draft], earlier: Sequence[Draft]) -> None:
    """A sentence without attribution of its own goes on with what the sentence before reports."""
    last = _last(quoted, earlier)
    if last is None or last.quoted or not last.open_end or passage.before is not None:
        return
    if passage.after is not None and narration.text[passage.start : passage.end].rstrip()[-1:] not in _FULL_STOPS:
        return
    if last.act in ("discuss", "courtesy", "invite") or not _same_voice(narration, passage, last):
        return
    gap = narration.text[last.content[-1][1] : passage.start]
    if gap.strip(" .;,\u00a0\n"):
        return
    last.content[-1] = (last.content[-1][0], sentence_end(narration.text, passage.start, passage.end))


def _same_voice(narration: Narration, passage: Passage, last: Draft) -> bool:
    """Whether a sentence can go on with what was reported: it tells of no meeting, and of nobody's doings."""
    words = narration.text[passage.start : passage.end].strip().lower()
    if last.cue is None or any(words.startswith(opener) for opener in narration.lexicon.narration):
        return False
    roots = [t for t in passage.tokens if t.pos_ in ("VERB", "AUX") and (t.dep_ == "ROOT" or t.head.idx < passage.start)]
    if not roots:
        return False
    acting = child(roots[0], "nsubj", "nsubjpass")
    if acting is not None and acting.text == "I":
        return False
    return acting is None or not narration.named.over_person(acting.idx, token_end(acting))
