"""A paragraph that announces a quotation: "The message reads, in part:", with the words themselves in the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.stages.attributions.cues import find_cues
from onrecord.stages.attributions.draft import Draft
from onrecord.stages.attributions.narration import Narration
from onrecord.stages.attributions.sources import source_of
from onrecord.stages.attributions.speech import quotes

__all__ = ["announce", "announcement"]


def announcement(narration: Narration) -> Draft | None:
    """Source and cue of what the paragraph's last sentence announces, without content; null where it announces nothing."""
    text = narration.text.rstrip()
    if not text.endswith(":") or narration.quotations:
        return None
    last = [s for s in narration.doc.sents if any(t.is_alpha for t in s)][-1:]
    for sentence in last:
        where = (int(sentence.start_char), len(text))
        for cue in reversed(find_cues(list(sentence), narration.lexicon)):
            source = source_of(cue, where, narration.named, narration.lexicon) if quotes(cue) else None
            if source is not None and source.span is not None:
                at = (cue.start, cue.end)
                return Draft(source.span, at, [], cue.entry.act, narration.index, author=source.author, quoted=True)
    return None


def announce(drafts: Sequence[Draft], announced: Mapping[int, Draft]) -> None:
    """Give every quotation that opens the paragraph after an announcement its source and cue."""
    opened: set[int] = set()
    for draft in drafts:
        before = announced.get(draft.paragraph - 1)
        if before is None or draft.paragraph in opened:
            continue
        opened.add(draft.paragraph)
        if draft.quoted and draft.cue is None and draft.source is None:
            draft.source, draft.cue, draft.act, draft.author = before.source, before.cue, before.act, before.author
            draft.why = "quotation with its attribution"
